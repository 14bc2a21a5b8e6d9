"""One file of a set-up: what is to happen to it, and how it stands."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.language import filled

if TYPE_CHECKING:
    from pathlib import Path

    from prospectus.ground.language import Text


class State(Enum):
    """How a file of a set-up stands."""

    FINE = "fine"
    MISSING = "missing"
    LACKS = "lacks"
    OLDER = "older"
    EDITED = "edited"
    EDITED_OLDER = "edited and older"


BEHIND = frozenset({State.MISSING, State.LACKS, State.OLDER, State.EDITED_OLDER})
"""The states of a file that does not hold what this version would write."""


class Step(NamedTuple):
    """What is to happen to a file.

    ``before`` are its bytes (None: not there) and ``after`` those that it should have (None: nothing that can be written for
    sure). ``lines`` are what somebody may paste instead, ``where`` says where. ``note`` is said of it in any case.
    """

    path: Path
    state: State
    before: bytes | None = None
    after: bytes | None = None
    lines: str = ""
    where: Text | None = None
    note: Text | None = None
    is_asked_for: bool = False

    @property
    def is_new(self) -> bool:
        """Whether the file would be made: that needs nobody's consent."""
        return self.before is None and self.after is not None

    @property
    def is_amendment(self) -> bool:
        """Whether a file that is there would be changed."""
        return self.before is not None and self.after is not None


IN_PLACE: Text = {"en": "in place of what it holds", "ko": "지금 내용 대신"}
AT_THE_END: Text = {"en": "at its end", "ko": "파일 끝에"}
_UNDER: Text = {"en": "at the end of `{0}:`", "ko": "`{0}:`의 끝에"}


def under(key: str) -> Text:
    """Where lines belong that stand under a key."""
    return filled(_UNDER, key)


def new(path: Path, text: str) -> Step:
    """A file that is not there yet."""
    return Step(path, State.MISSING, None, text.encode())


def fine(path: Path, note: Text | None = None) -> Step:
    """A file that is as it should be."""
    return Step(path, State.FINE, note=note)


def lacking(path: Path, before: bytes, after: str | None, lines: str, where: Text) -> Step:
    """A file of somebody else's that lacks lines of ours; ``after`` when they can be added for sure."""
    return Step(path, State.LACKS, before, None if after is None else after.encode(), lines, where)


def text_of(data: bytes) -> str | None:
    """The text of a file, its byte-order mark included; None when it is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
