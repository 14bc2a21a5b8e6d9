"""Named tuples that are made fast are what ``typing`` makes."""

from __future__ import annotations

import pickle
import typing

import pytest
from prospectus.ground.named_tuple import NamedTuple


class Place(NamedTuple):
    """A place in a text."""

    line: int
    column: int = 1
    """Counted from one."""

    @property
    def is_first(self) -> bool:
        """Whether nothing is before it."""
        return self == (1, 1)

    @classmethod
    def start(cls) -> Place:
        """The first one."""
        return cls(1)

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


class Other(typing.NamedTuple):
    """A place in a text."""

    line: int
    column: int = 1


def test_it_is_what_typing_makes():
    assert Place(3) == Other(3) == (3, 1)
    assert Place._fields == Other._fields
    assert Place._field_defaults == Other._field_defaults
    assert Place.__annotations__.keys() == Other.__annotations__.keys()
    assert Place.__doc__ == Other.__doc__
    assert Place.__bases__ == Other.__bases__
    assert Place.__module__ == Other.__module__
    assert repr(Place(3)) == "Place(line=3, column=1)"
    assert Place(3)._replace(column=2) == (3, 2)
    assert pickle.loads(pickle.dumps(Place(3))) == Place(3)  # noqa: S301 - our own


def test_it_keeps_its_methods():
    assert Place.start().is_first
    assert not Place(2).is_first
    assert str(Place(2, 5)) == "2:5"


def test_it_takes_no_other_values():
    with pytest.raises(TypeError):
        Place()  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        Place(1).line = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Place(1).other = 2  # type: ignore[attr-defined]
