"""One document, with its fixes applied until none is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.source import Source, Span
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed
from prospectus.reading.front_matter.edits import Edit, apply
from prospectus.rules.first_facts import TOLD, UNWRITTEN
from prospectus.writing.insertion import insert

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from prospectus.engine.baseline.entry import Entry
    from prospectus.engine.report import Report
    from prospectus.engine.workspace import Workspace
    from prospectus.model.diagnostic import Diagnostic, Fix
    from prospectus.model.finding import Applicability

_MOST_ROUNDS = 20
"""A fix may bring out another, as that of a broken front matter does; so often a document is looked at again."""

MOST_PROMPTS = 500
"""For so many things that a document lacks, prompts are made at most: each is proven on the whole text. Another run makes the next ones."""


class Mended(NamedTuple):
    """The text of a document before and after, and how many findings were fixed, and how many things got a prompt.

    ``is_unfinished`` tells that there is so much to fix that another run has more to do.
    """

    document: Document
    after: str
    fixed: int
    prompted: int
    is_unfinished: bool = False

    @property
    def before(self) -> str:
        """The text as it was."""
        return self.document.source.text


def mend(
    workspace: Workspace, name: str, lang: str, wanted: Collection[Applicability], known: Sequence[Entry] = ()
) -> Mended:
    """Apply the fixes of some kinds to one document of a workspace; the workspace then holds it as it has become.

    Only what a report shows is fixed: nothing that is suppressed, that is among the ``known`` entries of a baseline, or of a rule that
    is not selected. A fix that overlaps one before it waits for the next round. Prompts come last, all together, when the front matter can be read and tells its stage.
    """
    document = before = workspace.document(name)
    fixed = prompted = 0
    is_unfinished = True
    if "prompt" in wanted and document.problem is not None and document.problem.kind in UNWRITTEN:
        found = workspace.report_alone(document, lang, known=known).diagnostics
        snippets = (entry.snippet for entry in found if entry.fix)
        if (snippet := next(filter(None, snippets), None)) is not None:
            document, prompted = _put(workspace, document, begun(document, snippet)), 1
    for _ in range(_MOST_ROUNDS):
        text, count = _fixed(document, workspace.report_alone(document, lang, known=known), wanted)
        if not count:
            is_unfinished = False
            break
        document, fixed = _put(workspace, document, text), fixed + count
    if "prompt" in wanted and document.problem is None:
        asked = _asked(workspace.report_alone(document, lang, known=known))
        text, count = _prompted(document, asked[:MOST_PROMPTS])
        document, prompted = _put(workspace, document, text), prompted + count
        is_unfinished |= len(asked) > MOST_PROMPTS and count > 0
    return Mended(before, document.source.text, fixed, prompted, is_unfinished)


def _put(workspace: Workspace, document: Document, text: str) -> Document:
    """A document with another text, checked in its place."""
    source = document.source
    new = Document(Parsed(Source(source.name, text, source.path, source.digest)), document.contract)
    workspace.put(new)
    return new


def _fixed(document: Document, report: Report, wanted: Collection[Applicability]) -> tuple[str, int]:
    """The text with those fixes of a report that do not touch each other, the first ones first, and how many they are."""
    edits: list[Edit] = []
    count = 0
    for entry in report.diagnostics:
        if entry.fix is not None and entry.fix.applicability in wanted:
            own = edits_of(document.source, entry.fix)
            if own and not any(_touch(edit.span, other.span) for edit in own for other in edits):
                edits += own
                count += 1
    return apply(document.source.text, edits), count


def edits_of(source: Source, fix: Fix) -> list[Edit]:
    """The edits of a fix, by offsets in the text that it was made for."""
    return [
        Edit(
            Span(
                source.line_start(edit.start.line) + edit.start.column - 1,
                source.line_start(edit.end.line) + edit.end.column - 1,
            ),
            edit.text,
        )
        for edit in fix.edits
    ]


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _asked(report: Report) -> list[Diagnostic]:
    """What a report says is missing, and a prompt can be written for."""
    return [entry for entry in report.diagnostics if entry.fix is not None and entry.fix.applicability == "prompt"]


def _prompted(document: Document, asked: Sequence[Diagnostic]) -> tuple[str, int]:
    """The text with a prompt for whatever is missing, and for how many findings one was written."""
    sections = [entry.place.section for entry in asked if entry.place.section]
    made = insert(document, sections, [entry.place.fact for entry in asked if entry.place.fact], document.lang)
    return made.text, len(made.inserted)


def begun(document: Document, front_matter: str) -> str:
    """A document that begins with what of a front matter is no example; its body is as it was, below an empty line.

    Comments in a front matter that holds nothing else stay in it.
    """
    text = document.source.text
    eol = "\r\n" if "\r\n" in text else "\n"
    body = text[document.front_matter.body :]
    lines = [line for line in front_matter.split("\n") if line.partition(":")[0] in TOLD]
    comments = (line for line in text[: document.front_matter.body].splitlines() if line.lstrip().startswith("#"))
    head = "".join(line + eol for line in ("---", *lines, *comments, "---"))
    return head + (body if not body.strip() or body.startswith(("\n", "\r\n")) else eol + body)
