"""``prospectus lint``, without its options: :mod:`prospectus.cli.lint_options` reads them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from prospectus.cli import streams
from prospectus.cli.day import clock
from prospectus.cli.run import COULD_NOT_RUN, FAULT, FINDINGS, Run, fail
from prospectus.config import DEFAULT_DOCUMENTS, Config, find_config
from prospectus.engine.cache import fingerprint
from prospectus.engine.files import find_documents, is_document, real_path, shown_name, unmatched
from prospectus.engine.outcome import Outcome, recalled, remember
from prospectus.ground.language import filled, say
from prospectus.ground.severity import Severity
from prospectus.ground.spelling import did_you_mean, did_you_mean_one_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from prospectus.ground.language import Text

_NO_RULE: Text = {"en": "no such rule: '{0}'{1}", "ko": "'{0}'(이)라는 규칙은 없습니다{1}"}
_NO_PATH: Text = {"en": "{0}: no such file or folder{1}", "ko": "{0}: 그런 파일이나 폴더가 없습니다{1}"}
_NO_DOCUMENT: Text = {
    "en": 'no document matches {0} below {1}; write `documents = ["…"]` in prospectus.toml, or start one with `prospectus new`',
    "ko": '{1} 아래에 {0}에 맞는 문서가 없습니다. prospectus.toml에 `documents = ["…"]`를 쓰거나 `prospectus new`로 시작하세요',
}
_NONE_BELOW: Text = {"en": "no document is in {0}", "ko": "{0}에 문서가 없습니다"}
_UNMATCHED: Text = {
    "en": "note: no document matches '{0}' of `documents`",
    "ko": "참고: `documents`의 '{0}'에 맞는 문서가 없습니다",
}
_IS_INPUT: Text = {
    "en": "--output {0}: is read by this run; name another file",
    "ko": "--output {0}: 이번 검사에서 읽는 파일입니다. 다른 파일을 지정하세요",
}
_SUMMARY: Text = {
    "en": "{0} {1} checked ({2} skipped, {3} suppressed, {4} cached): {5} {6}, {7} {8}, {9} info",
    "ko": "문서 {0}개 검사 (건너뜀 {2}, 숨김 {3}, 캐시 {4}): 오류 {5}, 경고 {7}, 참고 {9}",
}
_TALLY: Text = {"en": "documents: {0}", "ko": "문서 {0}개"}
_INTERNAL_READING: Text = {
    "en": "internal error: {0} could not be checked: {1}; please report this, the other documents were",
    "ko": "내부 오류: {0}을(를) 검사하지 못했습니다: {1}. 알려 주세요. 나머지 문서는 검사했습니다",
}
_INTERNAL: Text = {
    "en": "internal error: rule {0} failed on {1}: {2}; please report this, the other rules went on",
    "ko": "내부 오류: 규칙 {0}이(가) {1}에서 실패했습니다: {2}. 알려 주세요. 나머지 검사는 계속했습니다",
}


def lint(
    run: Run,
    *,
    paths: tuple[Path, ...],
    format_: str,
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    statistics: bool,
    force_exclude: bool,
    no_cache: bool,
    jobs: int | None,
    today: date | None,
    lang: str | None,  # noqa: ARG001 - `run` knows it
    config_file: Path | None,
) -> int:
    """Check the documents and print the findings; gives the exit code."""
    config = run.configured(find_config(Path.cwd(), config_file))
    config = config._replace(
        select=codes(select) or config.select,
        ignore=(*config.ignore, *codes(ignore)),
        fail_on=Severity.of(fail_on) if fail_on else config.fail_on,
    )
    named = named_files(paths, config)
    skipped = [path for path in named if not is_document(path, config)] if force_exclude else []
    is_coloured = output is None and _takes_colour(format_)
    options = Options(format_, is_coloured, run.lang, run.options(config_file), clock(today), jobs, not no_cache)
    documents = find_documents(config)
    if output is not None:
        _refuse_input(output, [*named, *documents], config)
    key = None if paths or no_cache else options.key(config)
    outcome = None if key is None else recalled(config, key, documents, options.today)
    if outcome is None:
        only = [path for path in named if path not in skipped] if paths else None
        outcome = _checked(config, options, documents, only, skipped, key)
    if not outcome.documents and not skipped:
        fail(*(_nothing_below(paths) if paths else nothing_matched(config)))
    _write(outcome.text, format_, output)
    for code, name, weight, count, having in outcome.tallies if statistics else ():
        words = say(filled(_TALLY, having), run.lang)
        streams.note(f"{Severity(weight).word:7} {count:5}  {code}  {name} ({words})")
    if config.documents is not DEFAULT_DOCUMENTS:
        for pattern in unmatched(config, documents):
            streams.note(say(filled(_UNMATCHED, pattern), run.lang))
    streams.note(summary(outcome, run.lang))
    for internal in outcome.internal_errors:
        streams.note(internal_error(*internal, run.lang))
    if outcome.internal_errors:
        return COULD_NOT_RUN
    heaviest = (outcome.infos, outcome.warnings, outcome.errors)
    return FINDINGS if any(heaviest[config.fail_on - 1 :]) else 0


class Options(NamedTuple):
    """What a run of ``lint`` is asked for beside its configuration."""

    format: str
    color: bool
    lang: str
    options: str
    today: date
    jobs: int | None
    uses_cache: bool

    def key(self, config: Config) -> str:
        """What the output rests on beside the documents and the day."""
        named = (config.select, config.ignore, sorted(config.severity.items()), sorted(config.per_file_ignores.items()))
        said = self.format, self.color, self.lang, self.options
        return fingerprint(config, Path.cwd(), "lint", named, config.rules_url, *said)


def _checked(
    config: Config,
    options: Options,
    documents: list[Path],
    only: list[Path] | None,
    skipped: list[Path],
    key: str | None,
) -> Outcome:
    """Check the documents, or only some of them, and keep the outcome under a key, if there is one.

    What checks is imported here, for often there is nothing to check.
    """
    from prospectus.engine.workspace import Workspace  # noqa: PLC0415
    from prospectus.output import renderer  # noqa: PLC0415

    check_codes(config)
    workspace = Workspace(config, today=options.today, uses_cache=options.uses_cache, jobs=options.jobs)
    workspace.check_all(only, documents)
    report = workspace.report(options.lang, skipped=[shown_name(path) for path in skipped])
    outcome = Outcome(
        text=renderer(options.format).render(report, options.lang, color=options.color, options=options.options),
        documents=len(report.documents),
        skipped=len(skipped),
        suppressed=len(report.suppressed),
        cached=report.cached,
        errors=report.count(Severity.ERROR),
        warnings=report.count(Severity.WARNING),
        infos=report.count(Severity.INFO),
        tallies=tuple((code, name, int(weight), count, of) for code, name, weight, count, of in report.tallies()),
        internal_errors=report.internal_errors,
    )
    if key is not None and documents and not report.internal_errors and (conditions := workspace.conditions):
        remember(config, key, conditions, outcome)
    return outcome


def codes(values: tuple[str, ...]) -> tuple[str, ...]:
    """The codes that an option names: in several options, or with commas between them."""
    return tuple(code.strip().upper() for value in values for code in value.split(",") if code.strip())


def check_codes(config: Config) -> None:
    """Exit with 2 when the settings name a rule that is not there."""
    from prospectus.rules import ALL_RULES  # noqa: PLC0415 - a hundred rules, often not needed

    known = {rule.code for rule in ALL_RULES} | {rule.code[:3] for rule in ALL_RULES}
    named = {*config.select, *config.ignore, *config.severity}
    named.update(code for codes in config.per_file_ignores.values() for code in codes)
    for code in sorted(named - known):
        fail(_NO_RULE, code, did_you_mean_one_of(code, known))


def named_files(paths: tuple[Path, ...], config: Config) -> list[Path]:
    """The files that the command line names: each file, and the documents below each folder.

    Exits with 2 on a path that is not there, with the nearest name beside it.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found.extend(_below(path, config))
        elif os.path.lexists(path):
            found.append(path)
        else:
            siblings = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
            fail(_NO_PATH, path, did_you_mean(path.name, siblings))
    return list({real_path(path): path for path in reversed(found)}.values())[::-1]


def _below(folder: Path, config: Config) -> list[Path]:
    """The documents in a folder; every Markdown file in it where the configuration names none of them."""
    inside = real_path(folder)
    here = Config(root=inside, documents=("**/*.md",))
    return [path for path in find_documents(config) if path.is_relative_to(inside)] or find_documents(here)


def nothing_matched(config: Config) -> tuple[Text, str, Path]:
    """What to do when there is no document to check: the words, and what fills them."""
    return _NO_DOCUMENT, ", ".join(config.documents), config.root


def _nothing_below(paths: tuple[Path, ...]) -> tuple[Text, str]:
    return _NONE_BELOW, ", ".join(map(shown_name, paths))


def _refuse_input(output: Path, documents: Iterable[Path], config: Config) -> None:
    """Exit with 2 when the findings would be written over what is read: a document, or a part of the configuration."""
    target = real_path(output)
    contract = real_path(config.root / config.contract) if config.contract else None
    if is_document(output, config) or (contract and target.is_relative_to(contract)):
        fail(_IS_INPUT, output)
    if target.exists() and any(_is_same_file(target, file) for file in (*documents, *filter(None, [config.file]))):
        fail(_IS_INPUT, output)


def _is_same_file(target: Path, file: Path) -> bool:
    """Whether a file is another, by whatever name."""
    try:
        return target.samefile(file)
    except OSError:  # it has gone meanwhile, or is a link to nothing
        return False


def _takes_colour(format_: str) -> bool:
    return format_ == "text" and sys.stdout is not None and sys.stdout.isatty()


def _write(text: str, format_: str, output: Path | None) -> None:
    if output is None:
        streams.put(text, is_json=format_ == "json")
        return
    try:
        output.write_text(streams.encodable(text, "utf-8", is_json=format_ == "json"), "utf-8")
    except OSError as error:
        fail(FAULT, output, error.strerror or error)


def summary(outcome: Outcome, lang: str) -> str:
    """The one line that says what was done."""
    documents = "document" if outcome.documents == 1 else "documents"
    errors = "error" if outcome.errors == 1 else "errors"
    warnings = "warning" if outcome.warnings == 1 else "warnings"
    unreported = outcome.skipped, outcome.suppressed, outcome.cached
    found = outcome.errors, errors, outcome.warnings, warnings, outcome.infos
    return say(filled(_SUMMARY, outcome.documents, documents, *unreported, *found), lang)


def internal_error(code: str, path: str, error: str, lang: str) -> str:
    """What our own fault looks like, in a rule or outside of all: with what is needed to report it."""
    words = filled(_INTERNAL, code, path, error) if code else filled(_INTERNAL_READING, path, error)
    return say(words, lang)
