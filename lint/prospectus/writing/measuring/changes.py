"""The documents that values change: each as it was, as it is then, and what became of each value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.language import filled
from prospectus.writing.measuring.entry import Entry, entry_of
from prospectus.writing.measuring.measurement import NOTHING_SAID, Context, MeasureError
from prospectus.writing.measuring.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from prospectus.ground.language import Text
    from prospectus.model.document import Document
    from prospectus.writing.measuring.plan import Wanted

_TWICE: Text = {
    "en": "'{0}' and '{1}' are both the value of {2} on {3}, and differ ({4}, {5}); map one of them, or say what tells them apart",
    "ko": "'{0}'와(과) '{1}'이(가) 모두 {3}의 {2} 값인데 서로 다릅니다({4}, {5}). 하나만 대응시키거나 둘을 구분하는 것을 적으세요",
}


class Outcome(NamedTuple):
    """One value, and what became of it: ``added``, ``replaced`` or ``unchanged``."""

    entry: Entry
    outcome: str


class Change(NamedTuple):
    """One document before and after its values were written."""

    before: Document
    after: Document
    outcomes: tuple[Outcome, ...]

    @property
    def is_none(self) -> bool:
        """Whether nothing differs."""
        return self.before.source.text == self.after.source.text


class Given(NamedTuple):
    """What holds for all values: what the command line says of them, and what the run says where nothing else does."""

    today: date
    said: Context = NOTHING_SAID
    of_run: Context = NOTHING_SAID
    is_of_training: bool = False
    replaces: bool = False
    rounds: bool = False


def changes(wanted: Iterable[Wanted], given: Given) -> list[Change]:
    """Write values into their documents, in memory; raises :class:`MeasureError` where one of them cannot be written.

    What the command line says comes first, then what the source says of the value, then the map, then the run.
    """
    by_document: dict[str, tuple[Document, dict[tuple[object, ...], tuple[str, Entry]]]] = {}
    for one in wanted:
        context = given.said.over(one.measurement.context).over(one.mapped).over(given.of_run)
        entry = entry_of(
            one.document,
            one.metric,
            one.measurement.value,
            context,
            today=given.today,
            is_of_training=given.is_of_training,
            rounds=given.rounds,
        )
        _, entries = by_document.setdefault(one.document.source.name, (one.document, {}))
        name, known = entries.setdefault(entry.key, (one.measurement.name, entry))
        if known.facts != entry.facts:
            values = known.facts["value"], entry.facts["value"]
            identity = one.metric.at("id").value
            raise MeasureError(filled(_TWICE, name, one.measurement.name, identity, entry.facts["date"], *values))
    return [
        _change(document, [entry for _, entry in entries.values()], replaces=given.replaces)
        for document, entries in by_document.values()
    ]


def _change(document: Document, entries: Iterable[Entry], *, replaces: bool) -> Change:
    after, outcomes = document, []
    for entry in sorted(entries, key=lambda one: (one.metric, str(one.facts["date"]))):
        recorded = record(after, entry, replaces=replaces)
        after = recorded.document
        outcomes.append(Outcome(entry, recorded.outcome))
    return Change(document, after, tuple(outcomes))
