"""``prospectus new``."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prospectus.cli import streams
from prospectus.cli.beginning import owner_here, refuse_odd
from prospectus.cli.candidates import stages
from prospectus.cli.day import clock
from prospectus.cli.fault import fault
from prospectus.cli.named import named_stage
from prospectus.cli.options import config_option, today_option
from prospectus.cli.run import CouldNotRunError, Run, fail
from prospectus.cli.verb import option, verb
from prospectus.config import find_config
from prospectus.contract.contract import load_contract
from prospectus.engine.files import folder_of_documents, is_document, real_path, shown_name
from prospectus.engine.rewrite import write_new
from prospectus.engine.workspace import Workspace
from prospectus.ground.language import LANGS, environment_lang, filled, has_hangul, say
from prospectus.ground.terminal import plain
from prospectus.writing.skeleton import project_id, skeleton

if TYPE_CHECKING:
    from datetime import date

    from prospectus.ground.language import Text

_GIVE_ID: Text = {
    "en": "give an id of small letters, digits and hyphens: --id my-project",
    "ko": "영문 소문자, 숫자, 하이픈으로 된 id를 주세요: --id my-project",
}
_TAKEN: Text = {
    "en": "the id '{0}' is taken by {1}; give another: --id",
    "ko": "id '{0}'은(는) {1}에서 이미 씁니다. --id로 다른 id를 주세요",
}
_NO_DOCUMENT: Text = {
    "en": "{0} would be no document, by `documents` and `exclude` of the configuration; give another: --id",
    "ko": "{0}은(는) 설정의 `documents`와 `exclude`에 따르면 문서가 아닙니다. --id로 다른 id를 주세요",
}
_LEADS_OUT: Text = {
    "en": "{0}: leads out of {1} by a link, and is not followed",
    "ko": "{0}: 링크가 {1} 밖을 가리키므로 따라가지 않습니다",
}
_THERE: Text = {
    "en": "{0} is there already; give another: --id",
    "ko": "{0} 파일이 이미 있습니다. --id로 다른 id를 주세요",
}
_NEXT: Text = {
    "en": "Next: write what the prompts ask, then `prospectus lint {0}{1}`.",
    "ko": "다음: 안내를 따라 쓴 뒤에 실행하세요: `prospectus lint {0}{1}`",
}


@verb(
    help={
        "en": "Start a document that holds only what its stage needs, with prompts as comments.",
        "ko": "단계에 필요한 것만 담고 안내를 주석으로 적은 새 문서를 만듭니다.",
    },
    epilog={"en": 'Example: prospectus new "Churn prediction"', "ko": '예: prospectus new "수요 예측" --lang ko'},
)
@click.argument("title")
@option("--lang", type=click.Choice(LANGS), help={"en": "The language of the document.", "ko": "문서의 언어."})
@option(
    "--stage",
    shell_complete=stages,
    default="situation",
    show_default=True,
    metavar="STAGE",
    help={"en": "The stage it begins at.", "ko": "시작 단계."},
)
@option(
    "--id",
    "identity",
    metavar="ID",
    help={"en": "The project's id (default: from the title).", "ko": "프로젝트 id (기본값: 제목에서 만듦)."},
)
@option(
    "--owner",
    metavar="NAME",
    help={"en": "Who answers for it (default: git's user).", "ko": "담당자 (기본값: git 사용자)."},
)
@today_option
@config_option
@click.pass_obj
def new(
    run: Run,
    title: str,
    lang: str | None,
    stage: str,
    identity: str | None,
    owner: str | None,
    today: date | None,
    config_file: Path | None,
) -> None:
    """Write the skeleton of one document into the folder of the documents; never overwrites."""
    config = run.configured(find_config(Path.cwd(), config_file))
    title = " ".join(title.split())
    language = lang or ("ko" if has_hangul(title) else None) or config.lang or environment_lang()
    run.about(language)
    contract = load_contract(config)
    chosen = named_stage(stage, contract.lifecycle)
    refuse_odd(title)
    name = identity or project_id(title)
    if not name or project_id(name) != name or name.isdigit():
        fail(_GIVE_ID)
    workspace = Workspace(config, today=clock(today), contract=contract, rules=())
    workspace.check_all()
    taken = next((record for record in workspace.records if record.id == name), None)
    if taken is not None:
        fail(_TAKEN, name, taken.name)
    file = folder_of_documents(config) / f"{name}.md"
    if not is_document(file, config):
        fail(_NO_DOCUMENT, shown_name(file))
    if file.is_relative_to(config.root) and not real_path(file.parent).is_relative_to(real_path(config.root)):
        fail(_LEADS_OUT, shown_name(file.parent), config.root)
    text = skeleton(
        contract,
        title,
        name,
        lang=language,
        stage=chosen,
        owner=owner or owner_here(),
        today=workspace.today,
    )
    try:
        write_new(file, text.encode("utf-8"))
    except FileExistsError:
        fail(_THERE, shown_name(file))
    except OSError as error:
        raise CouldNotRunError(fault(error, shown_name(file))) from error
    streams.put(plain(shown_name(file)) + "\n")
    streams.note(say(filled(_NEXT, shlex.quote(shown_name(file)), run.options(config_file)), run.lang))
