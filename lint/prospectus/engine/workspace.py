"""The workspace: the documents of one configuration, checked. Every door (command line, site, editor, export) goes through it.

It holds plain data: what was found in each document, and its record. Documents themselves are read, checked and let go; one
that is needed again is parsed again.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from prospectus.contract.contract import load_contract
from prospectus.engine.check import check
from prospectus.engine.files import find_documents, is_ignored_at, link_exists, read_source, real_path, shown_name
from prospectus.engine.judge import judge
from prospectus.engine.report import Report, report, select_rules
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed
from prospectus.rules import ALL_RULES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from prospectus.config import Config
    from prospectus.contract.contract import Contract
    from prospectus.engine.check import Checked
    from prospectus.model.finding import Reference
    from prospectus.model.record import Record
    from prospectus.model.rule import Rule
    from prospectus.reading.front_matter.node import Node


class Workspace:
    """The documents of one configuration, by the names that diagnostics call them.

    ``today`` is the clock of every rule. ``folder`` is what names count paths from; the working directory if None. Raises
    ``ConfigError`` when the configuration's own contract cannot be used.
    """

    def __init__(
        self,
        config: Config,
        *,
        today: date,
        folder: Path | None = None,
        contract: Contract | None = None,
        rules: Sequence[Rule] = ALL_RULES,
    ) -> None:
        self.config = config
        self.today = today
        self.folder = folder or Path.cwd()
        self.contract = contract or load_contract(config, self.folder)
        self.rules = select_rules(rules, config)
        self._paths: dict[str, Path] = {}
        self._held: dict[str, Document] = {}
        self._checked: dict[str, Checked] = {}
        self._asked_for: dict[str, None] | None = None

    # -- documents ---------------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._checked)

    @property
    def names(self) -> tuple[str, ...]:
        """What the documents are called, in order."""
        return tuple(self._checked)

    @property
    def asked_for(self) -> tuple[str, ...]:
        """The names of the documents to report on."""
        return self.names if self._asked_for is None else tuple(self._asked_for)

    @property
    def records(self) -> Iterator[Record]:
        """The records of all documents, in order."""
        return (checked.record for checked in self._checked.values())

    def path(self, name: str) -> Path | None:
        """The file of a document; None for a text that is no file."""
        return self._paths.get(name)

    def document(self, name: str) -> Document:
        """A document, parsed; ``KeyError`` for a name that it does not have."""
        held = self._held.get(name)
        return held if held is not None else self._read(self._paths[name])

    def _read(self, path: Path) -> Document:
        source, problem = read_source(path, self.config, self.folder)
        return Document(Parsed(source, problem), self.contract)

    # -- checking ----------------------------------------------------------------------------------------------------

    def check_all(self, only: Collection[Path] | None = None) -> None:
        """Read and check every document that the configuration names.

        With ``only``, those files are reported on, whether or not the configuration names them; of the others no more is asked
        than what rules across documents need.
        """
        paths = {real_path(path): path for path in find_documents(self.config)}
        if only is not None:
            wanted = {real_path(path): path for path in only}
            paths |= {path: wanted[path] for path in wanted if path not in paths}
            self._asked_for = {}
        for real, path in paths.items():
            name = shown_name(path, self.folder)
            self._paths[name] = path
            rules: Iterable[Rule] = self.rules
            if self._asked_for is not None and real in wanted:
                self._asked_for[name] = None
            elif self._asked_for is not None:
                rules = _across(self.rules)
            self._checked[name] = self._check(self._read(path), rules)

    def put(self, document: Document) -> None:
        """Check a document as it is given, in place of the one of that name: an edited text, or one at another stage."""
        name = document.source.name
        if document.source.path is not None:
            self._paths[name] = document.source.path
        self._held[name] = document
        self._checked[name] = self._check(document, self.rules)

    def _check(self, document: Document, rules: Iterable[Rule]) -> Checked:
        exists = partial(link_exists, document.source.path)
        return check(document, rules, self.config, self.today, exists)

    # -- reporting ---------------------------------------------------------------------------------------------------

    def report(self, lang: str, only: Collection[str] | None = None, skipped: Iterable[str] = ()) -> Report:
        """The report in a language on the documents that were asked for, or on those with the names ``only``."""
        names = {*self.asked_for} if only is None else {*only}
        judged = judge(self.records, self.rules, names, self._look_up)
        return report(
            (checked for name, checked in self._checked.items() if name in names),
            judged,
            {rule.code: rule for rule in self.rules},
            self.config,
            lang,
            ignored_at=self._ignored_at,
            skipped=tuple(skipped),
        )

    def report_on(self, document: Document, lang: str) -> Report:
        """The report on one document as it is given, in place of the one of that name, which stays as it was."""
        before = self._held.copy(), self._checked.copy()
        self.put(document)
        try:
            return self.report(lang, {document.source.name})
        finally:
            self._held, self._checked = before

    def _look_up(self, reference: Reference) -> Node:
        name = reference.document
        if name not in self._held:
            self._held[name] = self.document(name)
        return self._held[name].front_matter.root.at(*reference.path)

    def _ignored_at(self, name: str) -> tuple[str, ...]:
        return is_ignored_at(self._paths.get(name), name, self.config)


def _across(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if rule.scope == "portfolio")
