"""Reading and checking files: all that a worker process needs, and no more than a worker process can be sent."""

from __future__ import annotations

import os
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.contract.contract import load_contract
from prospectus.engine.check import check, unchecked
from prospectus.engine.files import link_exists, read_source, shown_name
from prospectus.engine.report import select_rules
from prospectus.engine.resolve import placed
from prospectus.engine.stamp import stamp_of
from prospectus.ground.source import Source, Span
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed
from prospectus.reading.problem import Problem
from prospectus.rules import ALL_RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from prospectus.config import Config
    from prospectus.contract.contract import Contract
    from prospectus.engine.check import Checked
    from prospectus.engine.stamp import Stamp
    from prospectus.model.finding import PlacedFact
    from prospectus.model.rule import Rule
    from prospectus.reading.front_matter.node import Path as FactPath


UNCHECKED = Problem("unreadable", Span(0, 0))
"""The problem of a document at which we fail; the run tells of it as an internal error, and no rule does."""


class Task(NamedTuple):
    """One file to be checked; unless ``is_whole``, only for what rules across documents need of it."""

    path: Path
    is_whole: bool = True


class Lookup(NamedTuple):
    """Facts of one file whose places are asked for, by their paths."""

    path: Path
    facts: tuple[FactPath, ...]


class Checker:
    """Checks documents by a configuration on a day. ``folder`` is what their names count paths from."""

    def __init__(
        self,
        config: Config,
        today: date,
        folder: Path,
        contract: Contract | None = None,
        rules: Sequence[Rule] | None = None,
    ) -> None:
        self.config = config
        self.today = today
        self.folder = folder
        self._given = contract, rules

    def __reduce__(self) -> tuple[Any, ...]:
        """A worker that is no fork loads contract and rules itself."""
        config = self.config
        plain = config._replace(severity=dict(config.severity), per_file_ignores=dict(config.per_file_ignores))
        return Checker, (plain, self.today, self.folder)

    @cached_property
    def contract(self) -> Contract:
        """The contract; ``ConfigError`` when a team's own cannot be used."""
        return self._given[0] or load_contract(self.config, self.folder)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that the configuration selects."""
        return select_rules(ALL_RULES if self._given[1] is None else self._given[1], self.config)

    def read(self, path: Path) -> Document:
        """A document of a file; what goes wrong becomes its problem."""
        source, problem = read_source(path, self.config, self.folder)
        return Document(Parsed(source, problem), self.contract)

    def check(self, document: Document, *, is_whole: bool = True) -> Checked:
        """What is known of a document."""
        rules = self.rules if is_whole else (rule for rule in self.rules if rule.scope == "portfolio")
        return self.check_by(rules, document)

    def check_by(self, rules: Iterable[Rule], document: Document, *, has_snippets: bool = True) -> Checked:
        """What some rules find in a document."""
        exists = partial(link_exists, document.source.path)
        return check(document, rules, self.config, self.today, exists, has_snippets=has_snippets)

    def place(self, lookup: Lookup) -> list[PlacedFact]:
        """Where facts of a file stand, and how they are written."""
        root = self.read(lookup.path).front_matter.root
        return [placed(root.at_path(path)) for path in lookup.facts]

    def __call__(self, task: Task) -> tuple[Checked, Stamp | None]:
        """What is known of the document of a file, and the file's stamp; None for one that could not be read."""
        try:
            status = os.stat(task.path)  # noqa: PTH116 - before it is read: what is written later is newer
        except (OSError, ValueError):
            status = None
        try:
            document = self.read(task.path)
            checked = self.check(document, is_whole=task.is_whole)
        except Exception as error:  # noqa: BLE001 - whatever raises outside of rules must not end the run either
            empty = Parsed(Source(shown_name(task.path, self.folder), "", task.path), UNCHECKED)
            return unchecked(Document(empty, self.contract), error), None
        digest = document.source.digest
        return checked, stamp_of(status, digest) if status is not None and digest else None
