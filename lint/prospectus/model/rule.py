"""A rule: a short predicate, and what it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from prospectus.model.finding import Finding, Located, Reference, Shape, Spot, label, shapes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from prospectus.ground.severity import Severity
    from prospectus.model.clock import Clock
    from prospectus.model.document import Document
    from prospectus.model.portfolio import Portfolio
    from prospectus.model.record import Json

__all__ = [
    "Context",
    "Finding",
    "Located",
    "Reference",
    "Rule",
    "Shape",
    "Spot",
    "document_rule",
    "label",
    "portfolio_rule",
    "shapes_of",
]


class Context(NamedTuple):
    """What a rule may know beside its document. All of it is remembered, so that a result can be kept."""

    clock: Clock
    link_exists: Callable[[str], bool]
    """Whether the target of a relative link in the document is there."""
    section_min_chars: int
    """How much prose makes a section, in characters."""
    extra_keys: tuple[str, ...]
    """The keys of the first level that a team keeps for itself, or patterns of them."""


class Rule(NamedTuple):
    """One check of the contract.

    ``since`` is the first stage at which it speaks. ``asks`` tells a rule that asks for something missing, and so is
    silent in a document that has ended, from one that compares what is stated, and always speaks. ``is_default`` rules
    run without being selected. ``yields_to`` are the codes of rules that are more to the point: where one of them speaks
    about the same fact, or about one within the other, this one is silent.

    A rule across documents is a map and a reduce: ``collect`` takes from each document what it needs, as JSON (None for
    nothing), and ``check`` sees the portfolio of records alone.
    """

    code: str
    name: str
    severity: Severity
    since: str
    scope: Literal["document", "portfolio"]
    asks: bool
    is_default: bool
    check: Callable[..., Iterable[Finding]]
    collect: Callable[[Document], Json] | None = None
    yields_to: tuple[str, ...] = ()


def document_rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    since: str = "situation",
    asks: bool = False,
    is_default: bool = True,
    yields_to: tuple[str, ...] = (),
) -> Callable[[Callable[[Document, Context], Iterable[Finding]]], Rule]:
    """Make a rule of a predicate over one document."""

    def build(check: Callable[[Document, Context], Iterable[Finding]]) -> Rule:
        return Rule(code, name, severity, since, "document", asks, is_default, check, None, yields_to)

    return build


def portfolio_rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    collect: Callable[[Document], Json] | None = None,
) -> Callable[[Callable[[Portfolio], Iterable[Finding]]], Rule]:
    """Make a rule of a predicate over the records of all documents, and of what it takes from each of them."""

    def build(judge: Callable[[Portfolio], Iterable[Finding]]) -> Rule:
        return Rule(code, name, severity, "situation", "portfolio", False, True, judge, collect)  # noqa: FBT003

    return build
