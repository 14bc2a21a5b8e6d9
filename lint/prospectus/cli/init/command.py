"""The options of ``prospectus init``, and the run itself: plan, ask, write, tell."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prospectus.cli import streams
from prospectus.cli.beginning import owner_here, refuse_odd
from prospectus.cli.day import clock
from prospectus.cli.fault import fault
from prospectus.cli.init.report import next_commands, said_state, told
from prospectus.cli.init.wishes import CI, Choices, existing_config, refuse_odd_folder, wishes_of
from prospectus.cli.options import lang_option, today_option
from prospectus.cli.questions import Questions, can_ask
from prospectus.cli.run import FINDINGS, CouldNotRunError, Run, fail
from prospectus.cli.verb import option, verb
from prospectus.config import FILE, Config
from prospectus.contract.contract import load_contract
from prospectus.engine.files import find_documents, folder_of_documents, real_path, shown_name
from prospectus.engine.rewrite import rewrite, write_new
from prospectus.ground.language import filled, has_hangul, say
from prospectus.writing.setup import contents, step
from prospectus.writing.setup.plan import plan
from prospectus.writing.setup.step import BEHIND, Step
from prospectus.writing.setup.surroundings import Surroundings, surroundings_of
from prospectus.writing.skeleton import project_id, skeleton

if TYPE_CHECKING:
    from datetime import date

    from prospectus.ground.language import Lang, Text
    from prospectus.writing.setup.wishes import Wishes

_NO_FOLDER: Text = {"en": "{0} is a file; name a folder", "ko": "{0}은(는) 파일입니다. 폴더를 지정하세요"}
_NOT_THERE: Text = {
    "en": "{0} is not there; without --check it is made",
    "ko": "{0}이(가) 없습니다. --check 없이 실행하면 만듭니다",
}
_NO_ID: Text = {
    "en": "no id can be made of the title '{0}'; give another: --title",
    "ko": "제목 '{0}'(으)로는 id를 만들 수 없습니다. --title로 다른 제목을 주세요",
}
_LEADS_OUT: Text = {
    "en": "{0}: leads out of {1} by a link, and is not followed",
    "ko": "{0}: 링크가 {1} 밖을 가리키므로 따라가지 않습니다",
}
_HAS_DOCUMENTS: Text = {
    "en": "`documents` is changed by hand in {0}; --documents is for a new one",
    "ko": "`documents`는 {0}에서 직접 고치세요. --documents는 새로 만들 때만 씁니다",
}
_NO_FIRST: Text = {
    "en": "There are documents already; another one: prospectus new {0}",
    "ko": "문서가 이미 있습니다. 더 만들려면: prospectus new {0}",
}
_FIRST: Text = {"en": "First project", "ko": "첫 프로젝트"}

_ASK_TITLE: Text = {"en": "Title of the first project", "ko": "첫 프로젝트의 제목"}
_ASK_AMEND: Text = {
    "en": "{0} is there already. Change it as follows?",
    "ko": "{0} 파일이 이미 있습니다. 다음과 같이 고칠까요?",
}
_ASK_THIS: Text = {"en": "Change {0}?", "ko": "{0} 파일을 고칠까요?"}


@verb(
    help={
        "en": "Set a repository up: configuration, site, hook, CI and a first document. Files that are there are changed with consent only.",
        "ko": "저장소를 설정합니다: 설정 파일, 사이트, 훅, CI, 첫 문서. 이미 있는 파일은 동의를 받고만 고칩니다.",
    },
    epilog={
        "en": 'Example: prospectus init --title "Churn prediction"',
        "ko": '예: prospectus init --title "이탈 예측" --lang ko',
    },
)
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@option("--title", metavar="TITLE", help={"en": "The first document's title.", "ko": "첫 문서의 제목."})
@option(
    "--documents",
    multiple=True,
    metavar="GLOB",
    help={"en": "Which files are documents (default: where they are).", "ko": "문서 파일 (기본값: 지금 있는 곳)."},
)
@option("--site/--no-site", default=None, help={"en": "mkdocs.yml.", "ko": "mkdocs.yml."})
@option(
    "--hooks/--no-hooks", default=None, help={"en": "The hook for pre-commit and prek.", "ko": "pre-commit과 prek 훅."}
)
@option(
    "--ci",
    type=click.Choice(CI),
    help={
        "en": "Whose pipelines (default: as git's remote has it).",
        "ko": "CI 종류 (기본값: git 원격 저장소에 맞춤).",
    },
)
@option(
    "--document/--no-document",
    default=True,
    help={"en": "The first document, where there is none.", "ko": "문서가 없을 때 만드는 첫 문서."},
)
@option(
    "--agents/--no-agents",
    default=None,
    help={"en": "A marked block in AGENTS.md, kept up to date.", "ko": "AGENTS.md의 표시된 블록 (최신으로 유지)."},
)
@option(
    "--source",
    metavar="URL",
    help={
        "en": "Where hooks and CI get Prospectus: URL or URL@TAG.",
        "ko": "훅과 CI가 Prospectus를 받을 주소: URL 또는 URL@TAG.",
    },
)
@option(
    "--amend",
    is_flag=True,
    help={"en": "Change files that are there, too.", "ko": "이미 있는 파일도 고칩니다."},
)
@option("--yes", is_flag=True, help={"en": "Ask nothing.", "ko": "묻지 않습니다."})
@option(
    "--check",
    is_flag=True,
    help={
        "en": "Write nothing; exit with 1 when a file is behind.",
        "ko": "쓰지 않고, 뒤처진 파일이 있으면 1로 끝냅니다.",
    },
)
@today_option
@lang_option
@click.pass_obj
def init(
    run: Run,
    folder: Path | None,
    title: str | None,
    documents: tuple[str, ...],
    site: bool | None,  # noqa: FBT001 - an option
    hooks: bool | None,  # noqa: FBT001 - an option
    ci: str | None,
    document: bool,  # noqa: FBT001 - an option
    agents: bool | None,  # noqa: FBT001 - an option
    source: str | None,
    amend: bool,  # noqa: FBT001 - an option
    yes: bool,  # noqa: FBT001 - an option
    check: bool,  # noqa: FBT001 - an option
    today: date | None,
    lang: str | None,
) -> int:
    """Plan the files, write what may be written, print the rest; gives the exit code."""
    folder = folder or Path()
    if folder.exists() and not folder.is_dir():
        fail(_NO_FOLDER, folder)
    if check and not folder.exists():
        fail(_NOT_THERE, folder)
    around = surroundings_of(folder)
    refuse_odd_folder(around)
    config = existing_config(run, around)
    if title is not None:
        title = " ".join(title.split())
        refuse_odd(title)
        run.about("ko" if has_hangul(title) else "en")
    choices = Choices(title, documents, site, hooks, ci, agents, source)
    asked = None if yes or check or not can_ask() else Questions(run.lang)
    wishes, config = wishes_of(run, around, choices, config, asked)
    differs = bool(documents) and documents != config.documents
    steps = [_configuration(around, wishes, config, asks_for_documents=differs), *plan(around, wishes)]
    if check:
        return _checked(steps, run.lang)
    if title is not None and find_documents(config):
        streams.note(say(filled(_NO_FIRST, shlex.quote(title)), run.lang))
    if document and not find_documents(config):
        steps.append(_first_document(run, config, title, asked, lang, today))
    for one in steps:
        _stay_inside(one, around)
    agreed = {one.path for one in steps if one.is_amendment and _is_agreed(one, asked, run.lang, amends=amend)}
    is_done = [_carry_out(one, is_agreed=one.path in agreed) for one in steps]
    commands = next_commands(folder, around, wishes, find_documents(config), run.lang)
    streams.put("".join(f"{line}\n" for line in (*told(steps, is_done, run.lang), *commands)))
    return 0


def _checked(steps: list[Step], lang: Lang) -> int:
    """Say how each file stands; gives the exit code."""
    streams.put("".join(f"{said_state(one, lang)}\n" for one in steps))
    return FINDINGS if any(one.state in BEHIND for one in steps) else 0


def _configuration(around: Surroundings, wishes: Wishes, config: Config, *, asks_for_documents: bool) -> Step:
    if config.file is not None:
        return step.fine(config.file, filled(_HAS_DOCUMENTS, config.file.name) if asks_for_documents else None)
    return step.new(around.folder / FILE, contents.configuration(wishes.documents, wishes.wanted.lang))


def _first_document(
    run: Run, config: Config, title: str | None, asked: Questions | None, lang: str | None, today: date | None
) -> Step:
    """The first document, at the first stage."""
    language: Lang = "ko" if lang is None and title is not None and has_hangul(title) else run.lang
    if title is None:
        title = say(_FIRST, language)
        if asked:
            title = asked.text(_ASK_TITLE, title)
            refuse_odd(title)
            language = "ko" if lang is None and has_hangul(title) else language
    identity = project_id(title)
    if not identity or identity.isdigit():
        fail(_NO_ID, title)
    contract = load_contract(config)
    path = folder_of_documents(config) / f"{identity}.md"
    first = next(iter(contract.lifecycle.stages.values()))
    text = skeleton(contract, title, identity, lang=language, stage=first, owner=owner_here(), today=clock(today))
    return step.new(path, text)


def _stay_inside(one: Step, around: Surroundings) -> None:
    """Exit with 2 where a file would be written outside of the repository, through a link."""
    if one.is_new or one.is_amendment:
        inside = real_path(around.root)
        if not real_path(one.path if one.is_amendment else one.path.parent).is_relative_to(inside):
            fail(_LEADS_OUT, shown_name(one.path), around.root)


def _is_agreed(one: Step, asked: Questions | None, lang: Lang, *, amends: bool) -> bool:
    """Whether a file that is there may be changed."""
    if amends or one.is_asked_for or asked is None:
        return amends or one.is_asked_for
    streams.note(say(filled(_ASK_AMEND, shown_name(one.path)), lang))
    for line in one.lines.splitlines():
        streams.note(f"    {line}")
    return asked.is_wanted(filled(_ASK_THIS, shown_name(one.path)), default=False)


def _carry_out(one: Step, *, is_agreed: bool) -> bool:
    """Write a file, where it may be; gives whether it was written."""
    if one.after is None or (one.is_amendment and not is_agreed):
        return False
    try:
        if one.before is None:
            write_new(one.path, one.after)
        else:
            rewrite(one.path, one.before, one.after)
    except OSError as error:
        raise CouldNotRunError(fault(error, shown_name(one.path))) from error
    return True
