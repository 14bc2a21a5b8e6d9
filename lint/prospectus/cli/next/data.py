"""What ``prospectus next`` tells as plain data, as ``next.schema.json`` describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prospectus.writing.next_stage import Gate, Item, contract_line

if TYPE_CHECKING:
    from prospectus.contract.lines import ContractLine
    from prospectus.writing.insertion import Inserted
    from prospectus.writing.moving_on import Step

VERSION = 1


def encode(gate: Gate) -> dict[str, Any]:
    """The gate as plain data, as ``next.schema.json`` describes it."""
    return {
        "version": VERSION,
        "path": gate.document.source.name,
        "from": gate.start.id,
        "to": gate.end.id if gate.end else None,
        "ended": gate.ended,
        "errors": gate.errors,
        "items": [_encode(item, contract_line(gate, item)) for item in gate.items],
        "conditional": [
            {
                "id": entry.section,
                "title": entry.title,
                "what": entry.what,
                "fact": entry.fact,
                "is": entry.state,
                "severity": entry.severity.word,
            }
            for entry in gate.conditional
        ],
    }


def _encode(item: Item, line: ContractLine | None) -> dict[str, Any]:
    entry = item.diagnostic
    return {
        "kind": item.kind,
        "id": item.id,
        "title": item.title,
        "what": item.what,
        "required": list(item.required),
        "optional": list(item.optional),
        "snippet": None if item.kind == "section" else entry.snippet,
        "code": entry.code,
        "name": entry.name,
        "severity": entry.severity.word,
        "message": entry.message,
        "url": entry.url,
        "path": entry.path,
        "start": {"line": entry.start.line, "column": entry.start.column},
        "contract": {"file": line.file, "line": line.line} if line else None,
    }


def encode_step(gate: Gate, step: Step) -> dict[str, Any]:
    """What was written as plain data, as ``written`` of ``next.schema.json`` describes it."""
    source = gate.document.source

    def place(offset: int) -> dict[str, int]:
        position = source.position(offset)
        return {"line": position.line, "column": position.column}

    return {
        "stage": step.stage or None,
        "inserted": [
            {**_encoded(gate, entry), "line": entry.line, "lines": entry.lines} for entry in step.insertion.inserted
        ],
        "left": [
            {**_encoded(gate, entry), "why": entry.why, "line": entry.line or None}
            for entry in step.insertion.left
            if entry.why != "there"
        ],
        "edits": [{"start": place(span.start), "end": place(span.end), "text": text} for span, text in step.edits],
    }


def _encoded(gate: Gate, entry: Inserted) -> dict[str, str]:
    is_section = bool(entry.section)
    return {
        "kind": "section" if is_section else "fact",
        "id": entry.section if is_section else entry.called(gate.document),
    }
