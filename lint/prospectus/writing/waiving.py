"""Waivers for what is found in a document, written into its front matter in the style of what stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.source import Source
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed
from prospectus.model.suppression import NEVER_HELD
from prospectus.reading.front_matter.edits import add_key, apply, insert_item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from prospectus.model.diagnostic import Diagnostic

KEY = "waivers"


class Grant(NamedTuple):
    """Why what is found may stay, and the last day on which it may."""

    reason: str
    expires: date

    def waiver(self, rule: str, path: str) -> dict[str, str]:
        """The waiver of a rule at a path, or in the whole document; its keys in the order in which people read them."""
        limited = {"path": path} if path else {}
        return {"rule": rule, **limited, "reason": self.reason, "expires": self.expires.isoformat()}


class Waived(NamedTuple):
    """A document with its waivers: the text after, how many they are, and for how many findings; no text where it cannot be edited."""

    document: Document
    after: str | None
    waivers: int
    findings: int


def may_be_waived(found: Diagnostic) -> bool:
    """Whether a waiver could hold a finding back."""
    return not found.code.startswith(NEVER_HELD)


def waive(document: Document, found: Sequence[Diagnostic], grant: Grant) -> Waived:
    """Write waivers for findings that may be waived: one for all of a rule at a path.

    What stands at no fact, such as a section, is waived in the whole document.
    """
    waivers = [grant.waiver(rule, path) for rule, path in _places(found)]
    text: str | None = document.source.text
    node = document.at(KEY)
    if document.problem is not None or not waivers:
        text = None if waivers else text
    elif not node.is_present:
        edit = add_key(document.front_matter.root, KEY, waivers)
        text = None if edit is None else apply(document.source.text, [edit])
    else:
        text = _appended(document, waivers)
    return Waived(document, text, len(waivers), len(found))


def _places(found: Iterable[Diagnostic]) -> list[tuple[str, str]]:
    """The rules with the paths to waive, in reading order, without those that lie in another."""
    wanted = dict.fromkeys((entry.code, entry.where if entry.place.fact else "") for entry in found)
    return [(code, path) for code, path in wanted if not any((code, around) in wanted for around in _around(path))]


def _around(path: str) -> Iterator[str]:
    """The paths of all that a path lies in; the empty one is that of the whole document."""
    yield from (path[:end] for end, char in enumerate(path) if char in ".[")
    if path:
        yield ""


def _appended(document: Document, waivers: Iterable[dict[str, str]]) -> str | None:
    """The text of a document with more items in its list of waivers, one after the other; None where one cannot be added."""
    for waiver in waivers:
        node = document.at(KEY)
        edit = insert_item(node, node.count(), waiver)
        if edit is None:
            return None
        source = document.source
        text = apply(source.text, [edit])
        document = Document(Parsed(Source(source.name, text, source.path, source.digest)), document.contract)
    return document.source.text
