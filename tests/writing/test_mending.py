"""Fixes of any damage: they end, twice is once, what is read stays read, and what they do not touch stays."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from prospectus.writing.mending import mend
from support.samples import PROJECTS, workspace_of

if TYPE_CHECKING:
    from prospectus.engine.workspace import Workspace

NAMES = sorted(path.name for path in PROJECTS.glob("*.md") if path.name not in {"index.md", "README.md"})
WORDS = [
    "@",
    ": ",
    "\t",
    "'",
    '"',
    "#",
    "- ",
    "{",
    "}",
    "[",
    "]",
    "x",
    "…",
    "|",
    "*",
    "&a",
    " ms",
    "~",
    "%",
    "\u2028",
    "한",
    "\r",
]


@cache
def text_of(name: str) -> str:
    return (PROJECTS / name).read_text("utf-8")


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, str]:
    """An example with some lines of it dropped, doubled, misspelt, or with a character put in."""
    name = draw(st.sampled_from(NAMES))
    lines = text_of(name).split("\n")
    end = lines.index("---", 1)
    for _ in range(draw(st.integers(1, 4))):
        is_above = draw(st.integers(0, 3)) > 0
        at = draw(st.integers(1, end - 1) if is_above else st.integers(0, len(lines) - 1))
        at = min(at, len(lines) - 1)
        line = lines[at]
        where = draw(st.integers(0, len(line)))
        kind = draw(st.sampled_from(["drop", "double", "swap", "put", "cut"]))
        if kind == "drop" and len(lines) > 3:
            del lines[at]
        elif kind == "double":
            lines.insert(at, line)
        elif kind == "swap":
            lines[at] = line[:where] + line[where : where + 2][::-1] + line[where + 2 :]
        elif kind == "put":
            lines[at] = line[:where] + draw(st.sampled_from(WORDS)) + line[where:]
        else:
            lines[at] = line[:where]
    return name, "\n".join(lines)


def space(name: str, text: str) -> Workspace:
    return workspace_of({name: text})


@settings(deadline=None, max_examples=100)
@given(damaged(), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_fixes_end_and_twice_is_once(found: tuple[str, str], is_unsafe: bool, eol: str):  # noqa: FBT001 - drawn
    name, text = found
    text = text.replace("\n", eol)
    wanted = frozenset({"safe", "prompt", "unsafe"} if is_unsafe else {"safe", "prompt"})
    workspace = space(name, text)
    before = workspace.document(name)
    mended = mend(workspace, name, "en", wanted)
    after = workspace.document(name)
    assert after.source.text == mended.after
    if before.problem is None:
        assert after.problem is None
    again = mend(space(name, mended.after), name, "en", wanted)
    assert again.after == mended.after
    if not mended.fixed and not mended.prompted:
        assert mended.after == mended.before
    if mended.prompted and not mended.fixed and before.problem is None:
        assert after.front_matter.facts == before.front_matter.facts
