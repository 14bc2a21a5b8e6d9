"""The units in which numbers are written, and what turns a number in one into a number in another."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

_SHORT = 2
"""A unit of so few letters has no plural: ``s``, ``ms``."""


class Measure(NamedTuple):
    """How the numbers of a fact are written: its ``unit``, and its scale (``ratio``, ``percent``, ``other``, None).

    Other scales are ``count``, after which Korean puts a counter, ``date``, and ``money``, of a currency for a ``period``.
    """

    unit: str | None
    scale: str | None
    period: str | None = None

    def factors(self, unit: str | None) -> tuple[float, ...]:
        """What turns a number in a written unit into this one, by each honest reading; none when it cannot be compared."""
        return _factors(self.unit, self.scale, unit)

    def knows(self, unit: str) -> bool:
        """Whether a word is a unit that this can be written in."""
        return bool(_name(unit)) and bool(self.factors(unit))


@cache
def _sizes() -> dict[str, tuple[str, float]]:
    """The kind and the size of each unit, by its name as :func:`_name` gives it."""
    table = {
        ("share", 0.01): ("%", "\uff05", "percent", "pct", "퍼센트", "프로"),
        ("time", 1e-6): ("us", "µs", "μs", "microsecond", "마이크로초"),
        ("time", 1e-3): ("ms", "msec", "millisecond", "밀리초"),
        ("time", 1.0): ("s", "sec", "second", "초"),
        ("time", 60.0): ("min", "minute", "분"),
        ("time", 3600.0): ("h", "hr", "hour", "시간"),
        ("time", 86_400.0): ("day", "일"),
        ("rate", 1.0): ("qps", "rps", "queries/s", "requests/s", "req/s"),
        ("memory", 1.0): ("gb", "gib"),
        ("memory", 1e-3): ("mb", "mib"),
        ("memory", 1e3): ("tb", "tib"),
    }
    return {name: size for size, names in table.items() for name in names}


@lru_cache(maxsize=1024)
def _factors(stated: str | None, scale: str | None, unit: str | None) -> tuple[float, ...]:
    own = _name(stated)
    kind, size = _sizes().get(own, (own, 1.0))
    if unit is None:
        if kind == "time":
            return (1.0, *(other / size for other in {size for kind, size in _sizes().values() if kind == "time"}))
        return (1.0, 0.01, 100.0) if scale in {"ratio", "percent", None} else (1.0,)
    written = _name(unit)
    written_kind, written_size = _sizes().get(written, (written, 1.0))
    if written_kind == "share":
        return {"ratio": (0.01,), "percent": (1.0,), None: (1.0, 0.01)}.get(scale, ())
    if own and (written == own or written_kind == kind):
        return (written_size / size,)
    return (1.0,) if written in {"ratio", "fraction", "비율"} and scale == "ratio" else ()


def _name(unit: str | None) -> str:
    """A unit as it is compared: in lower case, without spaces and plural."""
    name = "".join((unit or "").split()).casefold()
    return name if len(name) <= _SHORT else name.removesuffix("s")
