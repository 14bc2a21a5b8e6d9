"""The receipt of an adoption as plain data, as ``adopt.schema.json`` describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prospectus.ground.language import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from prospectus.writing.adopt.adoption import Adoption
    from prospectus.writing.adopt.first import Thing
    from prospectus.writing.adopt.survey import Counted

VERSION = 1


def encode(
    adoptions: Sequence[tuple[Adoption, str | None, tuple[Thing, ...]]],
    passed_over: Mapping[str, str],
    counted: Iterable[Counted],
    lang: str,
) -> dict[str, Any]:
    """The receipt of adoptions, each with the digest of the bytes written, if any, and the first things to write.

    ``passed_over`` are the files that were found and not looked into, with the reason.
    """
    files = [_file(adoption, digest, first, lang) for adoption, digest, first in adoptions]
    skipped = [
        {"path": path, "outcome": "skipped", "reason": reason, "before": None, "after": None}
        for path, reason in passed_over.items()
    ]
    return {
        "version": VERSION,
        "files": sorted([*files, *skipped], key=lambda one: one["path"]),
        "topics": {one.topic: {"text": one.in_text, "headings": one.in_headings} for one in counted},
        "totals": {
            "files": len(files) + len(skipped),
            "adopted": sum(one["outcome"] == "adopted" for one in files),
            "already": sum(one["outcome"] == "already" for one in files),
            "skipped": sum(one["outcome"] == "skipped" for one in files) + len(skipped),
            "failed": sum(one["outcome"] == "failed" for one in files),
            "done": sum(adoption.done for adoption, _, _ in adoptions),
            "to_decide": sum(adoption.to_decide for adoption, _, _ in adoptions),
            "not_mapped": sum(adoption.skipped for adoption, _, _ in adoptions),
        },
    }


def _file(adoption: Adoption, digest: str | None, first: Iterable[Thing], lang: str) -> dict[str, Any]:
    head = {
        "path": adoption.source.name,
        "outcome": adoption.outcome,
        "reason": say(adoption.reason, lang) if adoption.reason else None,
        "before": adoption.source.digest or None,
        "after": digest,
    }
    if adoption.after is None:
        return head
    return {
        **head,
        "stage": adoption.stage,
        "sections_speak_for": adoption.spoken or None,
        "lacking": list(adoption.lacking),
        "lang": adoption.lang,
        "is_template": adoption.is_template,
        "body_moved_by": adoption.shift,
        "added": [{"key": one.key, "value": one.value, "from": one.source} for one in adoption.added],
        "moved": [{"key": one.key, "to": one.new, "line": one.line} for one in adoption.moved],
        "mapping": [
            {
                "heading": one.heading.text,
                "level": one.heading.level,
                "line": one.heading.line,
                "sections": list(one.sections),
                "confidence": one.confidence,
            }
            for one in adoption.mapping
        ],
        "questions": [
            {"section": section, "heading": heading, "line": line} for section, heading, line in adoption.questions
        ],
        "facts": [
            {"path": ".".join(map(str, path)), "value": _at(fact.value, path[1:]), "line": line}
            for fact in adoption.facts
            for path, line in fact.lines.items()
        ],
        "waived": [
            {"rule": one.rule, "path": one.path or None, "message": say(one.message, lang)} for one in adoption.waived
        ],
        "notes": [say(note, lang) for note in adoption.notes],
        "first": [{"id": one.id, "title": one.title, "what": one.what} for one in first],
        "piles": {"done": adoption.done, "to_decide": adoption.to_decide, "not_mapped": adoption.skipped},
    }


def _at(value: Any, path: Iterable[str | int]) -> Any:  # noqa: ANN401 - any JSON
    for step in path:
        value = value[step]
    return value
