"""One measured value on its way from a command line or a tracker into a document, and the run that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.language import ToldError

if TYPE_CHECKING:
    from collections.abc import Callable


class MeasureError(ToldError):
    """A value cannot be read, matched or written; ``text`` says why, and what to do."""


class Context(NamedTuple):
    """What is said of a value beside its number, as texts; None where nothing is. ``unit`` is that of the number.

    ``ci`` are the lower and the upper end of the interval, in the same unit.
    """

    document: str | None = None
    date: str | None = None
    phase: str | None = None
    dataset: str | None = None
    version: str | None = None
    slice: str | None = None
    unit: str | None = None
    ci: tuple[float | str, float | str] | None = None

    def over(self, other: Context) -> Context:
        """This context, and where it says nothing, what the other says."""
        return self._replace(**{key: said for key, said in other._asdict().items() if getattr(self, key) is None})


NOTHING_SAID = Context()


class Measurement(NamedTuple):
    """A value under the name that its source gives it: a number, or a text such as ``83%``."""

    name: str
    value: float | str
    context: Context = NOTHING_SAID


class Run(NamedTuple):
    """One run of a tracker. ``state`` is empty where nothing is known of it, ``ended`` is in seconds since 1970.

    ``version`` is what the run itself calls its model. ``measurements`` reads its values, which many runs have and one is asked for.
    """

    id: str
    measurements: Callable[[], list[Measurement]]
    name: str = ""
    state: str = ""
    ended: float | None = None
    experiment: str = ""
    version: str | None = None

    @property
    def is_finished(self) -> bool:
        """Whether it came to its end, as far as is known."""
        return self.state.casefold() in {"", "finished"}

    @property
    def called(self) -> str:
        """What people call it."""
        return f"{self.name} ({self.id})" if self.name and self.name != self.id else self.id or self.name


class Export(NamedTuple):
    """What a file holds: the runs of a tracker, or values on their own."""

    runs: tuple[Run, ...] = ()
    measurements: tuple[Measurement, ...] = ()
