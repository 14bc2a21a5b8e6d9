"""``prospectus new``."""

from __future__ import annotations

import getpass
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prospectus.cli import fail
from prospectus.cli.options import clock, config_option, today_option
from prospectus.cli.words import t
from prospectus.config import Config, find_config, nearest
from prospectus.contract.contract import load_contract
from prospectus.engine.files import shown_name
from prospectus.engine.workspace import Workspace
from prospectus.ground.language import LANGS, environment_lang
from prospectus.writing.skeleton import project_id, skeleton

if TYPE_CHECKING:
    from datetime import date


@click.command(
    help=t(
        "Start a document that holds only what its stage needs, with prompts as comments.",
        "단계에 필요한 것만 담고 안내를 주석으로 적은 새 문서를 만듭니다.",
    ),
    epilog=t('Example: prospectus new "Churn prediction"', '예: prospectus new "수요 예측" --lang ko'),
)
@click.argument("title")
@click.option("--lang", type=click.Choice(LANGS), help=t("The language of the document.", "문서의 언어."))
@click.option(
    "--stage", default="situation", show_default=True, metavar="STAGE", help=t("The stage it begins at.", "시작 단계.")
)
@click.option(
    "--id",
    "identity",
    metavar="ID",
    help=t("The project's id (default: from the title).", "프로젝트 id (기본값: 제목에서 만듦)."),
)
@click.option(
    "--owner", metavar="NAME", help=t("Who answers for it (default: git's user).", "담당자 (기본값: git 사용자).")
)
@today_option
@config_option
def new(
    title: str,
    lang: str | None,
    stage: str,
    identity: str | None,
    owner: str | None,
    today: date | None,
    config_file: Path | None,
) -> None:
    """Write the skeleton of one document into the folder of the documents; never overwrites."""
    config = find_config(Path.cwd(), config_file)
    contract = load_contract(config)
    chosen = contract.lifecycle.stage(stage)
    if chosen is None:
        fail(
            t("no such stage: '{0}'", "'{0}'(이)라는 단계는 없습니다").format(stage)
            + nearest(stage, contract.lifecycle.stages)
        )
    if not title.strip():
        fail(t("the title is empty", "제목이 비어 있습니다"))
    language = (
        lang or ("ko" if any("가" <= char <= "힣" for char in title) else None) or config.lang or environment_lang()
    )
    name = identity or project_id(title)
    if not name or project_id(name) != name or name.isdigit():
        fail(
            t(
                "give an id of small letters, digits and hyphens: --id my-project",
                "영문 소문자, 숫자, 하이픈으로 된 id를 주세요: --id my-project",
            )
        )
    workspace = Workspace(config, today=clock(today), contract=contract, rules=())
    workspace.check_all()
    taken = next((record for record in workspace.records if record.id == name), None)
    if taken is not None:
        fail(
            t(
                "the id '{0}' is taken by {1}; give another: --id",
                "id '{0}'은(는) {1}에서 이미 씁니다. --id로 다른 id를 주세요",
            ).format(name, taken.name)
        )
    file = folder_of_documents(config) / f"{name}.md"
    text = skeleton(
        contract,
        " ".join(title.split()),
        name,
        lang=language,
        stage=chosen,
        owner=owner or git_user(),
        today=clock(today),
    )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        fail(
            t("{0} is there already; give another: --id", "{0} 파일이 이미 있습니다. --id로 다른 id를 주세요").format(
                shown_name(file)
            )
        )
    except OSError as error:
        fail(f"{file}: {error.strerror or error}")
    click.echo(shown_name(file))
    click.echo(
        t(
            "Next: write what the prompts ask, then `prospectus lint {0}`.",
            "다음: 안내를 따라 쓰고 `prospectus lint {0}`를 실행하세요.",
        ).format(shown_name(file)),
        err=True,
    )


def folder_of_documents(config: Config) -> Path:
    """The folder that new documents go to: the fixed part of the first glob of the configuration."""
    fixed = []
    for part in config.documents[0].split("/")[:-1]:
        if any(char in part for char in "*?["):
            break
        fixed.append(part)
    return config.root.joinpath(*fixed)


def git_user() -> str:
    """Who writes here: git's name and address, else the login name."""

    def ask(key: str) -> str:
        try:
            done = subprocess.run(["git", "config", key], capture_output=True, text=True, check=False, timeout=5)  # noqa: S603, S607 - git on the path
        except (OSError, subprocess.TimeoutExpired):
            return ""
        return done.stdout.strip()

    name, address = ask("user.name"), ask("user.email")
    return f"{name} <{address}>" if name and address else name or address or getpass.getuser()
