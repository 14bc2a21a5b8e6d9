"""Named tuples that are made fast.

``typing.NamedTuple`` compiles the text of each annotation, for nobody here to read: half a tenth of a millisecond a field, and more in
all than it takes to find out that nothing has changed since the last run. To a type checker this is that one.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple"]

_OF_THE_CLASS = frozenset({"__annotations__", "__module__", "__qualname__", "__dict__", "__weakref__", "__classcell__"})

if TYPE_CHECKING:
    from typing import NamedTuple
else:

    class _Made(type):
        """What makes of a class with annotations a named tuple with its defaults and methods."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body["__annotations__"]
            defaults = [body[field] for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])  # noqa: PYI024 - this is the other one
            made.__annotations__ = fields
            made.__qualname__ = body["__qualname__"]
            for key, value in body.items():
                if key not in fields and key not in _OF_THE_CLASS:
                    setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Made):
        """See :class:`typing.NamedTuple`."""
