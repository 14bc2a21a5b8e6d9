"""Checking one document: a document in, plain data out.

A rule only yields findings. What it yields is settled (a rule that is more to the point speaks alone), resolved to plain data, and
joined by the document's record. A rule that raises becomes an internal error with its code and its file; the others go on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.engine.resolve import Resolver
from prospectus.model.clock import FIRST, LAST, Clock
from prospectus.model.finding import PlainFinding, held_to
from prospectus.model.record import Record, record_of
from prospectus.model.rule import Context
from prospectus.model.suppression import read_suppressions
from prospectus.project.headline import headline
from prospectus.reading.front_matter.node import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from prospectus.config import Config
    from prospectus.model.document import Document
    from prospectus.model.finding import Finding
    from prospectus.model.rule import Rule
    from prospectus.reading.front_matter.node import Path

UNREADABLE = "STR01"
"""The rule that alone speaks of a document that cannot be read."""


class InternalError(NamedTuple):
    """A rule that raised, or with no ``code`` the reading of a document: a fault of ours, not of the document."""

    code: str
    path: str
    error: str


class HeldBack(NamedTuple):
    """A suppression as plain data: the rule, the logical path it is limited to, why, and what to say when it is not needed, if anything."""

    code: str
    path: str
    reason: str
    unused: PlainFinding | None


class Checked(NamedTuple):
    """All that a run needs to know of one document.

    It holds as long as the document's content, the contract, the configuration and the program are the same, today (an ordinal)
    lies between ``since`` and ``until``, and each link still leads where it led.
    """

    record: Record
    findings: tuple[PlainFinding, ...]
    suppressions: tuple[HeldBack, ...] = ()
    errors: tuple[InternalError, ...] = ()
    since: int = FIRST
    until: int = LAST
    links: tuple[tuple[str, bool], ...] = ()

    @classmethod
    def of(cls, fields: list[Any]) -> Checked:
        """What a JSON array holds; raises on one that holds something else."""
        record, findings, suppressions, errors, since, until, links = fields
        held_to(int, since, until)
        held_to(str, *(text for code, path, reason, _ in suppressions for text in (code, path, reason)))
        held_to(str, *(target for target, _ in links))
        held_to(bool, *(exists for _, exists in links))
        return cls(
            Record.of(record),
            tuple(PlainFinding.of(finding) for finding in findings),
            tuple(HeldBack(code, path, reason, PlainFinding.of(unused)) for code, path, reason, unused in suppressions),
            tuple(InternalError(*error) for error in errors),
            since,
            until,
            tuple((target, exists) for target, exists in links),
        )


class Links:
    """Whether the targets of a document's links are there; it remembers what it answered."""

    def __init__(self, exists: Callable[[str], bool]) -> None:
        self._exists = exists
        self.answers: dict[str, bool] = {}

    def __call__(self, target: str) -> bool:
        """Whether a target is there."""
        if target not in self.answers:
            self.answers[target] = self._exists(target)
        return self.answers[target]


def check(
    document: Document,
    rules: Iterable[Rule],
    config: Config,
    today: date,
    exists: Callable[[str], bool],
    *,
    has_snippets: bool = True,
) -> Checked:
    """Run the rules over one document. ``exists`` tells whether the target of a relative link in it is there.

    Without snippets no finding says what to write.
    """
    clock, links = Clock(today), Links(exists)
    context = Context(clock, links, config.section_min_chars, config.extra_keys)
    resolver = Resolver(document, has_snippets=has_snippets)
    if document.is_partly_read:
        _ = document.violations, document.asked  # what every rule shares is no rule's doubt
    errors: list[InternalError] = []
    found: list[tuple[Rule, Finding]] = []
    collected: dict[str, Any] = {}
    name = document.source.name
    for rule in rules:
        try:
            if rule.scope == "portfolio":
                if rule.collect is not None and (taken := _collected(rule.collect, document)) is not None:
                    collected[rule.code] = taken
            elif applies(rule, document):
                found.extend((rule, finding) for finding in _findings(rule, document, context))
        except Exception as error:  # noqa: BLE001 - whatever a rule raises is our fault, and must not end the run
            errors.append(internal_error(rule.code, name, error))
    plain: list[PlainFinding] = []
    for rule, finding in settled(found):
        try:
            plain.append(resolver.finding(rule.code, finding))
        except Exception as error:  # noqa: BLE001 - its places and facts are the rule's, too
            errors.append(internal_error(rule.code, name, error))
    held = tuple(
        HeldBack(entry.code, entry.path, entry.reason, resolver.finding("WAI02", entry.unused()))
        for entry in read_suppressions(document, clock)
    )
    record = record_of(document, collected, headline(document))
    return Checked(record, tuple(plain), held, tuple(errors), clock.since, clock.until, tuple(links.answers.items()))


def unchecked(document: Document, error: Exception) -> Checked:
    """What is known of a document that could not be checked, for it made something outside of all rules raise."""
    return Checked(record_of(document, {}), (), errors=(internal_error("", document.source.name, error),))


def internal_error(code: str, name: str, error: BaseException) -> InternalError:
    """What is told of a rule, or of the reading of a document, that raised."""
    return InternalError(code, name, f"{type(error).__name__}: {error}")


def applies(rule: Rule, document: Document) -> bool:
    """Whether a rule speaks about a document, by its stage and by whether it has ended.

    A document that could not be read is judged by STR01 alone; of one whose front matter breaks, nothing is asked that may
    stand below the break.
    """
    if document.problem is not None and rule.code == UNREADABLE:
        return True
    if document.problem is not None and (rule.asks or not document.is_partly_read):
        return False
    if rule.since == "situation":
        return True
    stage = document.stage
    if stage is None:
        return False
    since = document.contract.lifecycle.stages[rule.since].order
    if rule.asks and document.has_ended:
        return document.asked is not None and since <= document.asked.order
    return stage.order >= since


def _findings(rule: Rule, document: Document, context: Context) -> Iterator[Finding]:
    """What a rule finds; what a team's own contract leaves to the writer is not asked for."""
    # Before it looks: a rule may do so when it is called, or when it is asked to go on.
    document.front_matter.is_doubted = False
    found = rule.check(document, context)
    if document.is_partly_read and rule.code != UNREADABLE:
        found = _sure(found, document)
    contract = document.contract
    if not rule.asks or not contract.optional:
        yield from found
        return
    for finding in found:
        if not (isinstance(finding.at, Node) and contract.is_optional(finding.at)):
            yield finding


def _sure(found: Iterable[Finding], document: Document) -> Iterator[Finding]:
    """What a rule finds in a front matter that breaks, until it has looked at what may go on below the break."""
    for finding in found:
        if document.front_matter.is_doubted:
            return
        yield finding


def _collected(collect: Callable[[Document], Any], document: Document) -> Any:  # noqa: ANN401 - any JSON
    """What a rule across documents takes from a document; nothing when it rests on what may stand below a break."""
    document.front_matter.is_doubted = False
    taken = collect(document)
    return None if document.front_matter.is_doubted else taken


def settled(found: Sequence[tuple[Rule, Finding]]) -> list[tuple[Rule, Finding]]:
    """The findings without those of rules that yield to another which speaks about the same fact.

    What is itself silenced silences nobody. So the rules that yield to no other are settled first, in an order that exists
    because no rule yields to one that yields to it in turn.
    """
    spoke = {rule.code: rule for rule, _ in found}
    yielding = {code: [other for other in rule.yields_to if other in spoke] for code, rule in spoke.items()}
    if not any(yielding.values()):
        return list(found)
    from graphlib import TopologicalSorter  # noqa: PLC0415 - few documents need it

    of_rule: dict[str, list[int]] = {}
    for index, (rule, _) in enumerate(found):
        of_rule.setdefault(rule.code, []).append(index)
    told: dict[str, _Told] = {}
    kept: set[int] = set()
    for code in TopologicalSorter(yielding).static_order():
        told[code] = _Told()
        for index in of_rule[code]:
            paths = _paths(found[index][1])
            if not any(told[other].touches(path) for other in yielding[code] for path in paths):
                kept.add(index)
                for path in paths:
                    told[code].add(path)
    return [entry for index, entry in enumerate(found) if index in kept]


def _paths(finding: Finding) -> list[Path]:
    """The paths of the facts that a finding is about."""
    return [at.path for at in finding.about or (finding.at,) if isinstance(at, Node)]


class _Told:
    """The facts that a rule has spoken about."""

    def __init__(self) -> None:
        self._facts: set[Path] = set()
        self._around: set[Path] = set()

    def add(self, path: Path) -> None:
        self._facts.add(path)
        self._around.update(path[:length] for length in range(len(path)))

    def touches(self, path: Path) -> bool:
        """Whether a fact is one of these, stands in one of them, or holds one."""
        return path in self._around or any(path[:length] in self._facts for length in range(len(path) + 1))
