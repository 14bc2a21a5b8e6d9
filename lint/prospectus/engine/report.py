"""The report of a run: what is shown, and what was held back.

Suppressions, ``per-file-ignores`` and a baseline hold findings back; a suppression that held nothing back is reported itself.
What a suppression holds back needs no baseline.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from prospectus.engine.diagnose import diagnose
from prospectus.model.diagnostic import Diagnostic, Held
from prospectus.model.suppression import NEVER_HELD, UNUSED, covers

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping

    from prospectus.config import Config
    from prospectus.engine.baseline.holding import Baseline, Use
    from prospectus.engine.check import Checked, HeldBack, InternalError
    from prospectus.engine.judge import Judged
    from prospectus.ground.severity import Severity
    from prospectus.model.finding import PlainFinding
    from prospectus.model.record import Record
    from prospectus.model.rule import Rule


class Tally(NamedTuple):
    """How many findings of one severity a rule gave, and in how many documents."""

    code: str
    name: str
    severity: Severity
    findings: int
    documents: int


class Report(NamedTuple):
    """The outcome of a run, in one language. ``documents`` are those reported on; the lists are in reading order.

    ``baselined`` are held back by a baseline; ``baseline`` tells what became of it, where there is one.
    """

    documents: tuple[Record, ...]
    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Diagnostic, ...] = ()
    skipped: tuple[str, ...] = ()
    cached: int = 0
    internal_errors: tuple[InternalError, ...] = ()
    baselined: tuple[Diagnostic, ...] = ()
    baseline: Use | None = None

    def count(self, severity: Severity) -> int:
        """How many diagnostics weigh exactly this much."""
        return sum(diagnostic.severity == severity for diagnostic in self.diagnostics)

    def tallies(self) -> tuple[Tally, ...]:
        """What each rule found, what weighs most first, and among equals what most documents have."""
        counts = Counter((found.code, found.name, found.severity) for found in self.diagnostics)
        having = Counter({(found.code, found.severity, found.path) for found in self.diagnostics})
        documents = Counter((code, severity) for code, severity, _ in having)
        tallies = (
            Tally(code, name, severity, count, documents[code, severity])
            for (code, name, severity), count in counts.items()
        )
        return tuple(
            sorted(tallies, key=lambda tally: (-tally.severity, -tally.documents, -tally.findings, tally.code))
        )

    def by_path(self) -> dict[str, list[Diagnostic]]:
        """What is wrong in each document that has anything, by its name: a baseline quiets the gate, and hides nothing from readers."""
        found: dict[str, list[Diagnostic]] = {}
        for diagnostic in (
            sorted((*self.diagnostics, *self.baselined), key=Diagnostic.order) if self.baselined else self.diagnostics
        ):
            found.setdefault(diagnostic.path, []).append(diagnostic)
        return found


def select_rules(rules: Iterable[Rule], config: Config) -> tuple[Rule, ...]:
    """The rules that a configuration wants: ``select`` and ``ignore`` take codes and three-letter families."""
    chosen = []
    for rule in rules:
        wanted = is_named(rule.code, config.select) if config.select else rule.is_default
        if wanted and not is_named(rule.code, config.ignore) and config.severity.get(rule.code) != "off":
            chosen.append(rule)
    return tuple(chosen)


def is_named(code: str, codes: Collection[str]) -> bool:
    """Whether a rule, or its family, is among some codes."""
    return code in codes or code[:3] in codes


class _Holders:
    """The suppressions of one document, by rule; those for the whole document hold all together, however many there are."""

    def __init__(self, suppressions: tuple[HeldBack, ...]) -> None:
        self._all = suppressions
        self._limited: dict[str, list[int]] = {}
        self._whole: dict[str, list[int]] = {}
        self._used: set[int] = set()
        for index, held in enumerate(suppressions):
            (self._limited if held.path else self._whole).setdefault(held.code, []).append(index)

    def hold(self, code: str, where: str) -> HeldBack | None:
        """What holds back a finding of a rule at a logical place, the first if it is several; all of them are used."""
        holding = [index for index in self._limited.get(code, ()) if covers(code, self._all[index].path, code, where)]
        if code in self._whole and covers(code, "", code, where):
            holding += self._whole[code]
            self._whole[code] = self._whole[code][:1]  # one is enough from here on
        self._used.update(holding)
        return self._all[min(holding)] if holding else None

    def unused(self, rules: Container[str]) -> Iterator[PlainFinding]:
        """What is said of the suppressions of some rules that held nothing back; nothing where no rule of these speaks of them."""
        for index, held in enumerate(self._all if UNUSED in rules else ()):
            if index not in self._used and held.unused is not None and held.code in rules:
                yield held.unused


def report(
    checked: Iterable[Checked],
    judged: Judged,
    rules: Mapping[str, Rule],
    config: Config,
    lang: str,
    *,
    ignored_at: Callable[[str], Collection[str]],
    skipped: tuple[str, ...] = (),
    cached: int = 0,
    baseline: Baseline | None = None,
) -> Report:
    """The report on some documents.

    ``rules`` are the selected ones, by code. ``ignored_at`` gives the codes that ``per-file-ignores`` holds back in a document.
    """
    shown: list[Diagnostic] = []
    suppressed: list[Diagnostic] = []
    baselined: list[Diagnostic] = []
    across: dict[str, list[PlainFinding]] = {}
    for finding in judged.findings:
        across.setdefault(finding.place.path, []).append(finding)
    records: list[Record] = []
    errors: list[InternalError] = []

    def add(finding: PlainFinding, to: list[Diagnostic], held: Held | None = None) -> None:
        to.append(diagnose(rules[finding.code], finding, config, lang)._replace(held=held))

    for entry in checked:
        records.append(entry.record)
        errors.extend(entry.errors)
        name = entry.record.name
        findings = (*entry.findings, *across.get(name, ()))
        if not findings and not entry.suppressions:
            continue
        ignored = ignored_at(name)
        holders = _Holders(entry.suppressions)
        open_: list[PlainFinding] = []
        for finding in findings:
            held = _held(finding, holders, ignored)
            if held is None:
                open_.append(finding)
            else:
                add(finding, suppressed, held)
        before = baseline.hold(name, open_) if baseline is not None else ()
        for index, finding in enumerate(open_):
            add(finding, baselined if index in before else shown)
        for unused in holders.unused(rules):
            add(unused, shown)
    for found in (shown, suppressed, baselined):
        found.sort(key=Diagnostic.order)
    errors.extend(judged.errors)
    return Report(
        tuple(records),
        tuple(shown),
        tuple(suppressed),
        skipped,
        cached,
        tuple(errors),
        tuple(baselined),
        # Of a rule that failed nobody knows what it would have found.
        baseline.use(has_failed=bool(errors)) if baseline is not None else None,
    )


def _held(finding: PlainFinding, holders: _Holders, ignored: Collection[str]) -> Held | None:
    """How its document or the configuration holds a finding back, if it does; what does it in the document is used."""
    holder = holders.hold(finding.code, finding.place.where)
    if holder is not None:
        return Held(is_in_document=True, reason=holder.reason)
    if is_named(finding.code, ignored) and not finding.code.startswith(NEVER_HELD):
        return Held(is_in_document=False, reason="per-file-ignores")
    return None
