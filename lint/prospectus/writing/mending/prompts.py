"""The edits of prompts, for those who want to show them: each as if it were applied alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.source import Span
from prospectus.model.diagnostic import Edit
from prospectus.reading.front_matter.edits import Edit as SpanEdit
from prospectus.writing.insertion import missing_section, prompt_for
from prospectus.writing.mending.mend import MOST_PROMPTS, begun

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.engine.report import Report
    from prospectus.engine.workspace import Workspace
    from prospectus.model.diagnostic import Diagnostic
    from prospectus.model.document import Document


def with_prompts(workspace: Workspace, report: Report) -> Report:
    """A report in which each fix has its edits; one that cannot be made after all is none."""
    made: dict[int, Diagnostic] = {}
    by_path: dict[str, list[int]] = {}
    for number, entry in enumerate(report.diagnostics):
        if entry.fix is not None and not entry.fix.edits:
            by_path.setdefault(entry.path, []).append(number)
    for path, numbers in by_path.items():
        document = workspace.document(path)
        for count, number in enumerate(numbers):
            entry = report.diagnostics[number]
            made[number] = _with_edits(document, entry) if count < MOST_PROMPTS else entry._replace(fix=None)
    return report._replace(
        diagnostics=tuple(made.get(number, entry) for number, entry in enumerate(report.diagnostics))
    )


def _with_edits(document: Document, entry: Diagnostic) -> Diagnostic:
    edits = tuple(_placed(document, _edits(document, entry)))
    return entry._replace(fix=entry.fix._replace(edits=edits) if edits and entry.fix is not None else None)


def _edits(document: Document, entry: Diagnostic) -> Iterable[SpanEdit]:
    if document.problem is not None:
        if entry.snippet is None:
            return ()
        after = begun(document, entry.snippet)
        kept = document.source.text[document.front_matter.body :]
        return (SpanEdit(Span(0, document.front_matter.body), after[: len(after) - len(kept)]),)
    lang = document.lang
    edit = (
        missing_section(document, entry.place.section, lang)
        if entry.place.section
        else prompt_for(document, entry.place.fact, lang)
    )
    return () if edit is None else (edit,)


def _placed(document: Document, edits: Iterable[SpanEdit]) -> Iterable[Edit]:
    source = document.source
    for span, text in edits:
        yield Edit(source.name, source.position(span.start), source.position(span.end), text)
