"""``prospectus adopt``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from prospectus.cli import streams
from prospectus.cli.adopt import ask, receipt_file
from prospectus.cli.adopt.files import Found, found_files
from prospectus.cli.adopt.known import taken_ids
from prospectus.cli.adopt.text import WORDS, command, many, one, quoted, told
from prospectus.cli.codes import check_codes
from prospectus.cli.day import clock
from prospectus.cli.named import named_stage
from prospectus.cli.options import config_option, lang_option, today_option
from prospectus.cli.run import FINDINGS, Run, fail
from prospectus.cli.verb import option, verb
from prospectus.config import FILE, find_config
from prospectus.engine.files import is_document, read_source, real_path, shown_name
from prospectus.engine.rewrite import ChangedMeanwhileError, rewrite_text
from prospectus.engine.stamp import digest_of
from prospectus.engine.workspace import Workspace
from prospectus.ground.glob import escaped
from prospectus.ground.language import filled, say
from prospectus.writing.adopt import reasons
from prospectus.writing.adopt.adopter import Adopter
from prospectus.writing.adopt.first import Thing, first_things
from prospectus.writing.adopt.origin import Origin, origins
from prospectus.writing.adopt.proposal import Wanted
from prospectus.writing.adopt.receipt import encode
from prospectus.writing.adopt.survey import survey
from prospectus.writing.author import author, is_person

if TYPE_CHECKING:
    from datetime import date

    from prospectus.config import Config
    from prospectus.ground.language import Text
    from prospectus.reading.problem import Problem
    from prospectus.writing.adopt.adoption import Adoption

_BOTH: Text = {
    "en": "--dry-run writes nothing: leave it or {0} away",
    "ko": "--dry-run은 아무것도 쓰지 않습니다. 이 옵션과 {0} 중 하나를 빼세요",
}
_CHANGED: Text = {
    "en": "it was changed while it was read; run this again",
    "ko": "읽는 동안 파일이 바뀌었습니다. 다시 실행하세요",
}
_NO_PERSON: Text = {
    "en": "--owner {0}: name one person, as in --owner 'Dana Kim <dana@example.com>'; a team or a placeholder answers for nothing",
    "ko": "--owner {0}: 한 사람의 이름을 적어 주세요. 예: --owner '김수요 <demand@example.com>' (팀이나 빈 값은 담당자가 될 수 없습니다)",
}
_STOPPED: Text = {
    "en": "stopped: {0} of {1} files were not looked at; run this again for the rest",
    "ko": "멈췄습니다. 파일 {1}개 중 {0}개는 보지 않았습니다. 나머지는 다시 실행하세요",
}
_FEW_PATHS = 3
"""A command with more paths is shown with the first alone."""

_FEW = 20
"""For so many documents, what to write first is found for each."""


class _Done(NamedTuple):
    """One file: its adoption, the digest of what was written, and what to write first in it."""

    adoption: Adoption
    digest: str | None = None
    first: tuple[Thing, ...] = ()


@verb(
    help={
        "en": "Turn existing Markdown documents into prospectuses: a front matter is proposed, and no byte of the body changes. "
        "Writes only with --write; of a folder, reports what its documents name.",
        "ko": "기존 Markdown 문서를 설계 문서로 가져옵니다. 프런트 매터를 제안하며 본문은 한 바이트도 바꾸지 않습니다. "
        "--write를 줄 때만 파일에 쓰고, 폴더를 주면 문서들이 무엇을 언급하는지 보여 줍니다.",
    },
    epilog={"en": "Example: prospectus adopt docs/ --dry-run", "ko": "예: prospectus adopt docs/ --dry-run"},
)
@click.argument("paths", metavar="PATHS", nargs=-1, required=True, type=click.Path(path_type=Path))
@option(
    "--write",
    "writes",
    is_flag=True,
    help={"en": "Write the front matter into the files.", "ko": "파일에 프런트 매터를 씁니다."},
)
@option(
    "--dry-run",
    is_flag=True,
    help={"en": "Write nothing, and only report (the default).", "ko": "쓰지 않고 보여 주기만 합니다 (기본값)."},
)
@option(
    "--interactive",
    is_flag=True,
    help={"en": "Ask about doubtful headings, then whether to write.", "ko": "불확실한 제목을 묻고, 쓸지 묻습니다."},
)
@option(
    "--receipt",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help={"en": "Write what was done into a JSON file.", "ko": "한 일을 JSON 파일로 남깁니다."},
)
@option(
    "--stage",
    metavar="STAGE",
    help={
        "en": "The stage to write (default: the latest that holds).",
        "ko": "적을 단계 (기본값: 구조가 맞는 가장 뒤 단계).",
    },
)
@option(
    "--owner",
    metavar="NAME",
    help={
        "en": "Who answers for them (default: stated, else git's).",
        "ko": "담당자 (기본값: 문서나 git 기록의 사람).",
    },
)
@today_option
@lang_option
@config_option
@click.pass_obj
def adopt(
    run: Run,
    paths: tuple[Path, ...],
    writes: bool,  # noqa: FBT001 - click's
    dry_run: bool,  # noqa: FBT001 - click's
    interactive: bool,  # noqa: FBT001 - click's
    receipt: Path | None,
    stage: str | None,
    owner: str | None,
    today: date | None,
    lang: str | None,  # noqa: ARG001 - `run` knows it
    config_file: Path | None,
) -> int:
    """Adopt documents; exits with 1 when one would have an error of structure, or could not be written."""
    if dry_run and (writes or interactive):
        fail(_BOTH, "--write" if writes else "--interactive")
    config = run.configured(find_config(Path.cwd(), config_file))
    config = config._replace(baseline=None)  # what adopting makes is in no baseline
    check_codes(config)
    owner = owner and owner.strip()
    if owner is not None and not is_person(owner):
        fail(_NO_PERSON, json.dumps(owner, ensure_ascii=False))
    if interactive:
        ask.at_terminal()
    found = found_files(paths)
    receipt_file.check(receipt, found)
    known = Workspace(config, today=clock(today), rules=())
    chosen = named_stage(stage, known.contract.lifecycle) if stage is not None else None
    workspace = Workspace(config, today=known.today, contract=known.contract)
    adopter = Adopter(workspace, taken_ids(known, found), author(Path.cwd()), Wanted(chosen, owner))
    is_one = len(found.files) == 1 and not found.passed_over
    done = _adopted(run, config, workspace, adopter, found, is_one=is_one, writes=writes, interactive=interactive)
    is_written = writes or interactive
    passed_over = {shown_name(file): say(reason, run.lang) for file, reason in found.passed_over.items()}
    documents = [one.adoption.after for one in done if one.adoption.after is not None]
    counted = () if is_one and receipt is None else survey(documents)
    options = run.options(config_file)
    answers = (("--stage", chosen and chosen.id), ("--owner", owner))
    again = "".join(f" {name} {quoted([value])}" for name, value in answers if value is not None)
    commands = _commands(paths, done, options, again, is_written=is_written)
    lifecycle = workspace.contract.lifecycle
    if is_one:
        (only,) = done
        if interactive and only.digest is not None:
            text = told(only.adoption, commands, run.lang)
        else:
            text = one(only.adoption, only.first, commands, run.lang, is_written=only.digest is not None)
    else:
        adoptions = [entry.adoption for entry in done]
        text = many(adoptions, passed_over, counted, lifecycle, commands, run.lang, is_written=is_written)
    streams.put(text + "\n")
    _note_outside(config, done, run.lang)
    if receipt is not None:
        data = encode([*done], passed_over, counted, run.lang)
        streams.save(receipt, json.dumps(data, ensure_ascii=False, indent=2) + "\n", is_json=True)
    left = len(found.files) - len(done)
    if left:
        fail(_STOPPED, left, len(found.files))
    return FINDINGS if any(entry.adoption.outcome == "failed" for entry in done) else 0


def _adopted(
    run: Run,
    config: Config,
    workspace: Workspace,
    adopter: Adopter,
    found: Found,
    *,
    is_one: bool,
    writes: bool,
    interactive: bool,
) -> list[_Done]:
    """Adopt the files in order, ask where that is wanted, and write them where that is."""
    remembered = origins(found.files)
    done: list[_Done] = []
    for file, is_named in found.files.items():
        source, problem = read_source(file, config)
        origin = remembered.get(file, Origin())
        adoption = adopter.adopt(source, problem, origin, is_named=is_named)
        if is_one:
            run.about(adoption.lang or "en")
        first: tuple[Thing, ...] = ()
        if interactive:
            try:
                adoption = _asked(run, workspace, adopter, adoption, problem, origin, is_named=is_named)
                first = _first(workspace, adoption, run, found)
                adoption = _consented(adoption, first, run)
            except click.Abort:
                if not any(entry.digest for entry in done):
                    raise
                break  # what is written is told all the same
        else:
            first = _first(workspace, adoption, run, found)
        digest = None
        if adoption.after is not None and (writes or interactive):
            adoption, digest = _write(adoption)
        done.append(_Done(adoption, digest, first))
    return done


def _first(workspace: Workspace, adoption: Adoption, run: Run, found: Found) -> tuple[Thing, ...]:
    """What to write first in a document, where they are few."""
    is_told = adoption.after is not None and len(found.files) <= _FEW
    return first_things(workspace, adoption, run.lang) if is_told else ()


def _consented(adoption: Adoption, first: tuple[Thing, ...], run: Run) -> Adoption:
    """An adoption as it is shown and agreed to; what is refused is skipped."""
    if adoption.after is None:
        return adoption
    streams.put(one(adoption, first, (), run.lang, is_written=False) + "\n")
    streams.flush()
    if ask.may_write(adoption.source.name, run.lang):
        return adoption
    return adoption._replace(outcome="skipped", reason=WORDS["refused"], after=None)


def _asked(
    run: Run,
    workspace: Workspace,
    adopter: Adopter,
    adoption: Adoption,
    problem: Problem | None,
    origin: Origin,
    *,
    is_named: bool,
) -> Adoption:
    """An adoption after somebody has answered what is open in it."""
    source, wanted = adoption.source, adopter.wanted
    if adoption.reason is reasons.NOBODY:
        wanted = wanted._replace(owner=ask.owner_of(source.name, run.lang))
        adoption = adopter.adopt(source, problem, origin, is_named=is_named, wanted=wanted)
    if adoption.questions:
        answers = ask.sections_of(adoption, workspace.contract.lifecycle.sections, run.lang)
        wanted = wanted._replace(sections=answers)
        adoption = adopter.adopt(source, problem, origin, is_named=is_named, wanted=wanted)
    return adoption


def _write(adoption: Adoption) -> tuple[Adoption, str | None]:
    """Write an adopted document, if its file still is what was read; gives the digest of what is written."""
    assert adoption.after is not None  # noqa: S101 - for the type checker
    try:
        written = rewrite_text(adoption.source, adoption.after.source.text)
    except ChangedMeanwhileError:
        return adoption._replace(outcome="failed", reason=_CHANGED, after=None), None
    except OSError as error:
        reason = error.strerror or str(error)
        return adoption._replace(outcome="failed", reason={"en": reason, "ko": reason}, after=None), None
    return adoption, digest_of(written)


def _commands(paths: tuple[Path, ...], done: list[_Done], options: str, again: str, *, is_written: bool) -> list[str]:
    """What to run next; ``again`` are the options with which the adoption was shown."""
    adopted = [entry for entry in done if entry.adoption.after is not None]
    names = [
        entry.adoption.source.name for entry in done if entry.adoption.after or entry.adoption.outcome == "already"
    ]
    if not names:
        return []
    given = quoted(paths) if len(paths) <= _FEW_PATHS else f"{quoted(paths[:1])} …"
    if not is_written and adopted:
        return [command("adopt", given, f"--write{again}{options}")]
    if len(names) == 1:
        return [command("next", f"{quoted(names)}{options}")]
    return [command("lint", f"{given}{options}")]


def _note_outside(config: Config, done: list[_Done], lang: str) -> None:
    """Tell of documents that the configuration does not name, with the line that would."""
    outside = [
        entry.adoption.source
        for entry in done
        if entry.adoption.after is not None
        and entry.adoption.source.path
        and not is_document(entry.adoption.source.path, config)
    ]
    if not outside:
        return
    root = real_path(config.root)
    globs: dict[str, None] = {}
    for source in outside:
        folder = real_path(source.path.parent) if source.path else root
        if folder.is_relative_to(root):
            below = escaped(folder.relative_to(root).as_posix())
            ending = source.path.suffix if source.path else ".md"
            globs[f"*{ending}" if below == "." else f"{below}/*{ending}"] = None
    configured = config.documents if config.file is not None else ()  # what is so without a file need not be written
    names = ", ".join(json.dumps(pattern, ensure_ascii=False) for pattern in (*configured, *globs))
    first = outside[0].name if len(outside) == 1 else f"{outside[0].name} (+{len(outside) - 1})"
    streams.note(say(filled(WORDS["outside"], first, names, config.file.name if config.file else FILE), lang))
