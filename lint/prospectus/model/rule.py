"""A rule: a short predicate, and what it is called. And what it yields: findings."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from prospectus.config import Config
    from prospectus.ground.severity import Severity
    from prospectus.ground.source import Source, Span
    from prospectus.model.document import Document
    from prospectus.model.portfolio import Portfolio


class Located(Protocol):
    """Anything that stands somewhere: a fact, a section, a spot."""

    @property
    def source(self) -> Source:
        """The file."""

    @property
    def span(self) -> Span:
        """The place in it."""

    @property
    def where(self) -> str:
        """The logical place, stable under edits."""


class Spot(NamedTuple):
    """A place that is neither a fact nor a section."""

    source: Source
    span: Span
    where: str = ""


class Finding(NamedTuple):
    """What a rule found: where, and which wording of its page says it.

    ``facts`` fill the wording; a node among them is shown as its writer wrote it, a ``{en, ko}`` text in the reader's
    language, a tuple of such texts whole. ``related`` are places with the label of the page that explains them.
    ``severity`` overrides the rule's, for the few rules that weigh by the contract.
    """

    at: Located
    wording: str = "default"
    facts: Mapping[str, Any] = MappingProxyType({})
    related: tuple[tuple[Located, str, dict[str, Any]], ...] = ()
    severity: Severity | None = None


def label(at: Located, wording: str, **facts: Any) -> tuple[Located, str, dict[str, Any]]:  # noqa: ANN401
    """A related place of a finding."""
    return at, wording, facts


class Context(NamedTuple):
    """What a rule may know beside its document: the portfolio, the injected clock, the settings."""

    portfolio: Portfolio
    today: date
    config: Config
    exists: Callable[[Document, str], bool]
    """Whether the target of a relative link in a document is there."""


class Rule(NamedTuple):
    """One check of the contract.

    ``since`` is the first stage at which it speaks. ``asks`` tells a rule that asks for something missing, and so is
    silent in a document that has ended, from one that compares what is stated, and always speaks. ``is_default`` rules
    run without being selected.
    """

    code: str
    name: str
    severity: Severity
    since: str
    scope: Literal["document", "portfolio"]
    asks: bool
    is_default: bool
    check: Callable[[Any, Context], Iterable[Finding]]

    def run(self, subject: Document | Portfolio, context: Context) -> Iterator[Finding]:
        """The findings in one document, or in the portfolio."""
        yield from self.check(subject, context)


def document_rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    since: str = "situation",
    asks: bool = False,
    is_default: bool = True,
) -> Callable[[Callable[[Document, Context], Iterable[Finding]]], Rule]:
    """Make a rule of a predicate over one document."""

    def build(check: Callable[[Document, Context], Iterable[Finding]]) -> Rule:
        return Rule(code, name, severity, since, "document", asks, is_default, check)

    return build


def portfolio_rule(
    code: str,
    name: str,
    severity: Severity,
) -> Callable[[Callable[[Portfolio, Context], Iterable[Finding]]], Rule]:
    """Make a rule of a predicate over the whole portfolio."""

    def build(check: Callable[[Portfolio, Context], Iterable[Finding]]) -> Rule:
        return Rule(code, name, severity, "situation", "portfolio", asks=False, is_default=True, check=check)

    return build
