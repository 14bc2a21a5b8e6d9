"""The links of other documents that lead to a heading which has got another name."""

from __future__ import annotations

import difflib
import posixpath
from typing import TYPE_CHECKING

from prospectus.ground.source import Source
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed
from prospectus.reading.front_matter.edits import Edit, apply
from prospectus.reading.markdown.anchors import anchors, followed
from prospectus.writing.mending.mend import Mended

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from prospectus.engine.workspace import Workspace

_LIKENESS = 0.6
"""How alike the old and the new text of a renamed heading are, at least."""


def with_links(workspace: Workspace, mended: Mapping[str, Mended]) -> dict[str, Mended]:
    """What was mended, and what it takes that links which led to a renamed heading still lead there, in any document."""
    found = dict(mended)
    renamed = {name: names for name, entry in mended.items() if (names := [*_renamed(entry)])}
    if not renamed:
        return found
    for name in workspace.names:
        document = workspace.document(name)
        edits = [edit for target, names in renamed.items() if target != name for edit in _led(document, target, names)]
        if edits:
            before = found.get(name, Mended(document, document.source.text, 0, 0))
            found[name] = before._replace(after=apply(before.after, edits), fixed=before.fixed + 1)
    return found


def _renamed(entry: Mended) -> Iterable[tuple[str, str]]:
    """The headings that a document has lost, each with the new one that stands for it."""
    before = [heading.text for heading in entry.document.headings]
    source = entry.document.source
    after = [
        heading.text for heading in Document(Parsed(Source(source.name, entry.after)), entry.document.contract).headings
    ]
    new = [text for text in after if text not in before]
    for text in before:
        if text not in after and (near := difflib.get_close_matches(text, new, n=1, cutoff=_LIKENESS)):
            yield text, near[0]


def _led(document: Document, target: str, names: Iterable[tuple[str, str]]) -> Iterable[Edit]:
    """The edits of the links that lead from a document to renamed headings of another."""
    text = document.source.text
    if posixpath.basename(target) not in text and "%" not in text:
        return
    folder = posixpath.dirname(document.source.name)

    def leads(page: str) -> bool:
        return bool(page) and posixpath.normpath(posixpath.join(folder, page)) == target

    for old, new in names:
        if any(f"#{anchor}" in text for anchor in anchors(old)) or "%" in text:
            yield from (Edit(*edit) for edit in followed(document.body.links, leads, old, new))
