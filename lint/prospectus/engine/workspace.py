"""The workspace: the documents of one configuration, checked. Every door (command line, site, editor, export) goes through it.

It holds plain data: what was found in each document, and its record. Documents themselves are read, checked and let go; one
that is needed again is parsed again.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from prospectus.engine.age import ageless, may_be_of_age
from prospectus.engine.cache import fingerprint
from prospectus.engine.checker import Checker, Lookup, Task
from prospectus.engine.files import find_documents, given_source, ignored_codes, real_path, shown_name
from prospectus.engine.jobs import mapped
from prospectus.engine.judge import Judged, judge
from prospectus.engine.memory import Memory
from prospectus.engine.outcome import conditions_of
from prospectus.engine.report import Report, report
from prospectus.engine.resolve import placed
from prospectus.ground.source import Source
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from prospectus.config import Config
    from prospectus.contract.contract import Contract
    from prospectus.engine.baseline.entry import Entry
    from prospectus.engine.baseline.holding import Baseline, Scope
    from prospectus.engine.check import Checked
    from prospectus.engine.outcome import Conditions
    from prospectus.model.finding import PlacedFact, Reference
    from prospectus.model.record import Record
    from prospectus.model.rule import Rule


class Workspace:
    """The documents of one configuration, by the names that diagnostics call them.

    ``today`` is the clock of every rule. ``folder`` is what names count paths from; the working directory if None. ``uses_cache``
    recalls what earlier runs found, and keeps what this one finds. ``jobs`` is how many processes check files; one for few files,
    else all processors, if None. ``told`` is called with each file that was checked: how many of how many are. Raises
    ``ConfigError`` when the configuration's own contract cannot be used.
    """

    def __init__(
        self,
        config: Config,
        *,
        today: date,
        folder: Path | None = None,
        contract: Contract | None = None,
        rules: Sequence[Rule] | None = None,
        uses_cache: bool = False,
        jobs: int | None = None,
        told: Callable[[int, int], object] | None = None,
    ) -> None:
        self.config = config
        self.today = today
        self.folder = folder or Path.cwd()
        self._checker = Checker(config, today, self.folder, contract, rules)
        self.contract = self._checker.contract
        self.rules = self._checker.rules
        self.uses_cache = uses_cache
        self._jobs = jobs
        self._told = told
        self._first_day: dict[str, Checked] = {}
        self._paths: dict[str, Path] = {}
        self._held: dict[str, Document] = {}
        self._checked: dict[str, Checked] = {}
        self._asked_for: dict[str, None] | None = None
        self._recalled: frozenset[str] = frozenset()
        self._digests: dict[str, str] = {}
        self._memory: Memory | None = None

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

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files of the documents, in order."""
        return tuple(self._paths.values())

    def path(self, name: str) -> Path | None:
        """The file of a document; None for a text that is no file."""
        return self._paths.get(name)

    def document(self, name: str) -> Document:
        """A document, parsed; ``KeyError`` for a name that it does not have."""
        held = self._held.get(name)
        return held if held is not None else self._checker.read(self._paths[name])

    def given(self, path: Path, data: bytes) -> Document:
        """The document of a file as if it held these bytes; the file need not be there."""
        (path,) = _among(self.paths, [path])
        return Document(Parsed(*given_source(data, path, self.config, self.folder)), self.contract)

    def is_outdated(self, document: Document) -> bool:
        """Whether a document that was read again is no longer what was checked: its file was written, or went away, in between."""
        name = document.source.name
        return self._digests.get(name, document.source.digest) != document.source.digest

    def digest(self, name: str) -> str:
        """The digest of what was checked of a document's file; empty where it could not be read, or is not known."""
        return self._digests.get(name, "")

    def links(self, name: str) -> Iterable[tuple[str, bool]]:
        """The relative links of a document that was checked whole, each with whether its target was there."""
        return self._checked[name].links if name in self._checked else ()

    # -- checking ----------------------------------------------------------------------------------------------------

    def check_all(self, only: Collection[Path] | None = None, documents: Sequence[Path] | None = None) -> None:
        """Read and check every document that the configuration names: ``documents``, where somebody has found them already.

        With ``only``, those files are reported on, whether or not the configuration names them; of the others no more is asked
        than what rules across documents need.
        """
        found = find_documents(self.config) if documents is None else documents
        wanted = found if only is None else _among(found, only)
        self._held, self._first_day = {}, {}
        self._paths = {shown_name(path, self.folder): path for path in dict.fromkeys([*found, *wanted])}
        asked = set(wanted)
        self._asked_for = None if only is None else {name: None for name, path in self._paths.items() if path in asked}
        memory = self._memory = self._remembered() if self.uses_cache else None
        known = memory.recalled(self._paths) if memory is not None else {}
        self._recalled = frozenset(known)
        self._digests = {name: memory.digest(name) for name in known} if memory is not None else {}
        done = self._read(name for name in self._paths if name not in known)
        self._checked = {name: known[name] if name in known else done[name] for name in self._paths}

    def _read(self, names: Iterable[str], *, keeps: bool = True) -> dict[str, Checked]:
        """Read and check the files of some documents, and remember what is found; on disk, too, where it ``keeps`` it."""
        asked = self._paths if self._asked_for is None else self._asked_for
        todo = {name: Task(self._paths[name], name in asked) for name in names}
        found: dict[str, Checked] = {}
        for name, (checked, stamp) in zip(todo, mapped(self._checker, [*todo.values()], self._jobs), strict=True):
            found[name] = checked
            if self._told is not None:
                self._told(len(found), len(todo))
            self._digests[name] = stamp.digest if stamp is not None else ""
            if self._memory is not None and todo[name].is_whole:
                self._memory.keep(name, stamp, checked)
        if keeps:
            self._save()
        return found

    def include(self, names: Collection[str]) -> None:
        """Report on some more of the documents."""
        if self._asked_for is not None:
            asked = {*self._asked_for, *names}
            more = [name for name in self._paths if name in asked and name not in self._asked_for]
            self._asked_for = {name: None for name in self._paths if name in asked}
            self._checked |= self._read(name for name in more if name not in self._recalled)

    def refresh(self, documents: Sequence[Path], only: Collection[Path] | None, again: Collection[str]) -> None:
        """These files are the documents from here on, to be reported on as :meth:`check_all` has it; some are read again by name.

        The others are as they were.
        """
        wanted = documents if only is None else _among(documents, only)
        self._paths = {shown_name(path, self.folder): path for path in dict.fromkeys([*documents, *wanted])}
        asked = set(wanted)
        self._asked_for = None if only is None else {name: None for name, path in self._paths.items() if path in asked}
        done = self._read([name for name in self._paths if name in again or name not in self._checked], keeps=False)
        self._recalled -= done.keys()
        self._held = {name: held for name, held in self._held.items() if name not in done}
        self._checked = {name: done[name] if name in done else self._checked[name] for name in self._paths}

    def checked_whole(self, names: Iterable[str]) -> dict[str, Checked]:
        """What is known of some documents, which are checked whole for it, whether or not they are reported on."""
        wanted = [*names]
        known = self._recalled if self._asked_for is None else {*self._recalled, *self._asked_for}
        missing = [name for name in wanted if name not in known]
        tasks = [Task(self._paths[name]) for name in missing]
        done = dict(zip(missing, mapped(self._checker, tasks, self._jobs), strict=True))
        return {name: done[name][0] if name in done else self._checked[name] for name in wanted}

    def record(self, name: str, text: str) -> Record:
        """The record of a text, as if it were a document of this name; the workspace knows nothing of it."""
        return self._checker.check(Document(Parsed(Source(name, text)), self.contract), is_whole=False).record

    def hide_age(self, names: Iterable[str]) -> None:
        """Tell nothing of some documents that only the passing of time has brought."""
        wanted = [name for name in names if may_be_of_age(self._checked[name])]
        checker = Checker(self.config, date.min, self.folder, self.contract, self.rules)
        done = mapped(checker, [Task(self._paths[name]) for name in wanted], self._jobs)
        self._first_day |= {name: checked for name, (checked, _) in zip(wanted, done, strict=True)}

    def _shown(self, name: str) -> Checked:
        checked = self._checked[name]
        first = self._first_day.get(name)
        return checked if first is None else ageless(checked, first)

    @property
    def conditions(self) -> Conditions | None:
        """What the results rest on; None when they cannot be kept."""
        memory = self._memory
        if memory is None:
            return None
        return conditions_of((str(path), memory.entry(name)) for name, path in self._paths.items())

    def _save(self) -> None:
        if self._memory is not None and self._asked_for is None:  # else it does not know all documents
            self._memory.save()

    def _remembered(self) -> Memory:
        key = fingerprint(self.config, self.folder, [rule.code for rule in self.rules])
        return Memory(self.config, key, self.today)

    def put(self, document: Document) -> None:
        """Check a document as it is given, in place of the one of that name: an edited text, or one at another stage."""
        name = document.source.name
        if document.source.path is not None:
            self._paths[name] = document.source.path
        self._held[name] = document
        self._digests.pop(name, None)
        self._checked[name] = self._checker.check(document)
        self._recalled -= {name}

    # -- reporting ---------------------------------------------------------------------------------------------------

    def report(
        self,
        lang: str,
        only: Collection[str] | None = None,
        skipped: Iterable[str] = (),
        *,
        records_baseline: bool = False,
    ) -> Report:
        """The report in a language on the documents that were asked for, or on those with the names ``only``.

        The baseline that the configuration names holds back what is in it; or all that it may, if ``records_baseline``, and
        :attr:`Report.baseline` tells what to write into its file. Raises :class:`BaselineError` when the file cannot be used.

        What was recalled may be anything that somebody put into the cache: where it cannot be told, the files are read after all.
        """
        skipped = tuple(skipped)
        baseline = (self._known(records=records_baseline), records_baseline)
        if self._recalled:
            try:
                found = self._report(lang, only, skipped, *baseline)
            except Exception:  # noqa: BLE001 - of what was recalled, or it is raised again
                found = None
            if found is not None and not found.internal_errors:
                return found
            self._checked |= self._read(self._recalled)
            self._recalled = frozenset()
        return self._report(lang, only, skipped, *baseline)

    def _known(self, *, records: bool) -> Sequence[Entry] | None:
        """The entries of the baseline that the configuration names; None where it names none. A first one may be to be recorded."""
        file = self.config.baseline_file
        if file is None:
            return None
        from prospectus.engine.baseline.file import read_baseline  # noqa: PLC0415 - only where there is one

        return () if records and not os.path.lexists(file) else read_baseline(file)

    def baseline_entries(self) -> Mapping[str, Sequence[Entry]]:
        """What the baseline holds of each document, by its name. Raises :class:`BaselineError` when the file cannot be used."""
        known = self._known(records=False)
        if not known:
            return {}
        from prospectus.engine.baseline.holding import by_document  # noqa: PLC0415 - only where there is one

        of = by_document(known, self._scope(self._checked, self._checked, is_whole=True))
        return {name: tuple(known[index] for index in own) for name, own in of.items()}

    def _baseline(self, known: Sequence[Entry], names: Collection[str], *, is_whole: bool, records: bool) -> Baseline:
        """What holds back findings in a report on some documents."""
        from prospectus.engine.baseline.holding import baseline_of  # noqa: PLC0415 - only where there is one

        return baseline_of(known, self._scope(self._checked, names, is_whole=is_whole), self.config, records=records)

    def _scope(self, among: Iterable[str], names: Collection[str], *, is_whole: bool) -> Scope:
        """What a report on some documents ``names`` looks at, ``among`` all that are told apart."""
        from prospectus.engine.baseline.holding import Scope  # noqa: PLC0415 - only where there is a baseline

        return Scope(
            {name: self._checked[name].record for name in among},
            names,
            {name: shown_name(self._paths.get(name) or Path(name), self.config.root) for name in among},
            {rule.code: rule for rule in self.rules},
            is_whole=is_whole,
        )

    def _report(
        self,
        lang: str,
        only: Collection[str] | None,
        skipped: tuple[str, ...],
        known: Sequence[Entry] | None,
        records: bool,  # noqa: FBT001 - as it was asked for
    ) -> Report:
        names = {*self.asked_for} if only is None else {*only}
        is_whole = only is None and self._asked_for is None
        judged = judge(self.records, self.rules, names, self._place)
        return report(
            (self._shown(name) for name in self._checked if name in names),
            judged,
            {rule.code: rule for rule in self.rules},
            self.config,
            lang,
            ignored_at=self._ignored_at,
            skipped=skipped,
            cached=len(self._recalled & names),
            baseline=None if known is None else self._baseline(known, names, is_whole=is_whole, records=records),
        )

    def report_on(self, document: Document, lang: str) -> Report:
        """The report on one document as it is given, in place of the one of that name, which stays as it was."""
        before = self._paths.copy(), self._held.copy(), self._checked.copy(), self._recalled
        try:
            self.put(document)
            return self.report(lang, {document.source.name})
        finally:
            self._paths, self._held, self._checked, self._recalled = before

    def report_alone(
        self, document: Document, lang: str, rules: Iterable[Rule] | None = None, known: Sequence[Entry] = ()
    ) -> Report:
        """The report on one document as it is given, by some rules or by all, without those across documents and what to write.

        One that stands in the workspace as it is has been checked already. ``known`` is what the baseline holds of it.
        """
        name = document.source.name
        checked = None if document.is_judged_elsewhere else self._checked.get(name)
        baseline: Baseline | None = None
        if known:
            from prospectus.engine.baseline.holding import baseline_of  # noqa: PLC0415 - only where there is one

            # Of thousands of documents, each is looked at alone, and its entries are known to be its own.
            baseline = baseline_of(known, self._scope({name}, {name}, is_whole=False), self.config, records=False)
        asked = self.rules if rules is None else tuple(rules)
        return report(
            [self._checker.check_by(asked, document, has_snippets=False) if checked is None else checked],
            Judged((), ()),
            {rule.code: rule for rule in (self.rules if checked is not None else asked)},
            self.config,
            lang,
            ignored_at=self._ignored_at,
            baseline=baseline,
        )

    def _place(self, wanted: Collection[Reference]) -> dict[Reference, PlacedFact]:
        """Where facts stand, by what is known of them, else by reading their documents once more."""
        found: dict[Reference, PlacedFact] = {}
        missing: dict[str, list[Reference]] = {}
        for reference in wanted:
            held = self._held.get(reference.document)
            if held is not None:
                found[reference] = placed(held.front_matter.root.at_path(reference.path))
            elif self._memory is not None and (known := self._memory.placed(reference)) is not None:
                found[reference] = known
            else:
                missing.setdefault(reference.document, []).append(reference)
        lookups = [
            Lookup(self._paths[name], tuple(reference.path for reference in references))
            for name, references in missing.items()
        ]
        for references, places in zip(missing.values(), mapped(self._checker.place, lookups, self._jobs), strict=True):
            found.update(zip(references, places, strict=True))
        if self._memory is not None and missing:
            self._memory.keep_places({ref: found[ref] for references in missing.values() for ref in references})
            self._save()
        return found

    def _ignored_at(self, name: str) -> frozenset[str]:
        return ignored_codes(self._paths.get(name, Path(name)), self.config)


def _among(found: Sequence[Path], given: Iterable[Path]) -> list[Path]:
    """The given files, each by the path under which it was found, if it was."""
    by_path = {str(path): path for path in found}
    wanted = {str(real_path(path)): path for path in given}
    if not wanted.keys() <= by_path.keys():  # links, or files that are none of those found
        by_path = {str(real_path(path)): path for path in found}
    return [by_path.get(real, path) for real, path in wanted.items()]
