"""What a set-up is to have: of the options, of what is there, and of the answers of a person."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING, NamedTuple

from prospectus import __version__
from prospectus.cli.run import Run, fail
from prospectus.config import Config, find_config
from prospectus.engine.files import real_path
from prospectus.ground.glob import REASONS, PatternError, expand
from prospectus.ground.language import say
from prospectus.ground.terminal import plain
from prospectus.writing.setup.contents import Wanted
from prospectus.writing.setup.source import Source, given_source, installed_source
from prospectus.writing.setup.surroundings import (
    Surroundings,
    guessed_ci,
    main_branch,
    places_of_documents,
)
from prospectus.writing.setup.wishes import Wishes
from prospectus.writing.skeleton import project_id

if TYPE_CHECKING:
    from prospectus.cli.questions import Questions
    from prospectus.ground.language import Text

CI = ("github", "gitlab", "none")
"""Whose pipelines are set up."""

_ODD_NAME: Text = {
    "en": "{0}: the folder's name holds characters that no workflow may; rename it",
    "ko": "{0}: 폴더 이름에 워크플로에 쓸 수 없는 문자가 있습니다. 이름을 바꾸세요",
}
_NO_SOURCE: Text = {
    "en": "--source: '{0}' is no address of a git repository, such as https://git.example.com/tools/prospectus@v0.1.0",
    "ko": "--source: '{0}'은(는) git 저장소 주소가 아닙니다. 예: https://git.example.com/tools/prospectus@v0.1.0",
}
_NO_PATTERN: Text = {"en": "--documents: '{0}': {1}", "ko": "--documents: '{0}': {1}"}
_ODD_PATTERN: Text = {
    "en": "--documents: '{0}' is empty, or holds characters that are no text",
    "ko": "--documents: '{0}'은(는) 비어 있거나, 글자가 아닌 것이 들어 있습니다",
}
_OUR_PROJECTS: Text = {"en": "ML projects", "ko": "머신러닝 프로젝트"}

_ASK_DOCUMENTS: Text = {"en": "Which files are design documents", "ko": "설계 문서는 어떤 파일인가요"}
_ASK_SITE: Text = {
    "en": "Set up the portfolio site (mkdocs.yml)?",
    "ko": "포트폴리오 사이트를 설정할까요 (mkdocs.yml)?",
}
_ASK_HOOKS: Text = {"en": "Check before each commit (pre-commit)?", "ko": "커밋 전에 검사할까요 (pre-commit)?"}
_ASK_CI: Text = {"en": "Check in CI (github, gitlab, none)", "ko": "CI에서 검사할까요 (github, gitlab, none)"}
_ASK_AGENTS: Text = {"en": "Tell coding agents in AGENTS.md?", "ko": "코딩 에이전트를 위해 AGENTS.md에 적을까요?"}


class Choices(NamedTuple):
    """What the options say; None where they leave it open."""

    title: str | None
    documents: tuple[str, ...]
    site: bool | None
    hooks: bool | None
    ci: str | None
    agents: bool | None
    source: str | None


def refuse_odd_folder(around: Surroundings) -> None:
    """Exit with 2 where the path of the folder in its repository cannot stand in a file that is made."""
    if not (around.prefix.isprintable() and _is_text(around.prefix)) or "${{" in around.prefix:
        fail(_ODD_NAME, around.folder)


def existing_config(run: Run, around: Surroundings) -> Config | None:
    """The configuration that the folder itself has."""
    found = find_config(around.folder)
    if found.file is None or real_path(found.file).parent != around.folder:
        return None
    return run.configured(found)


def wishes_of(
    run: Run, around: Surroundings, choices: Choices, config: Config | None, asked: Questions | None
) -> tuple[Wishes, Config]:
    """What is wanted, with the configuration as it will be."""
    documents = config.documents if config else choices.documents or places_of_documents(around)
    if asked and not config and not choices.documents:
        documents = tuple(asked.text(_ASK_DOCUMENTS, " ".join(documents)).split())
    for pattern in documents:
        if not (pattern.strip() and pattern == plain(pattern) and _is_text(pattern)):
            fail(_ODD_PATTERN, pattern)
        try:
            expand(pattern)
        except PatternError as error:
            fail(_NO_PATTERN, pattern, REASONS[error.reason])
    choices = _answered(choices, choices.ci or guessed_ci(around), asked)
    name = around.folder.name
    wishes = Wishes(
        Wanted(_source(choices.source), run.lang, around.prefix, _name_of(around.prefix)),
        __version__,
        documents,
        plain(name) if name and _is_text(name) else say(_OUR_PROJECTS, run.lang),
        main_branch(around),
        site=choices.site is not False,
        hooks=choices.hooks is not False,
        ci=choices.ci or "none",
        agents=choices.agents is True,
        renews=choices.source is not None,
    )
    return wishes, config or Config(root=around.folder, documents=documents)


def _answered(choices: Choices, ci: str, asked: Questions | None) -> Choices:
    """The choices with what they leave open settled."""
    if asked is None:
        return choices._replace(ci=ci)
    site, hooks, agents = choices.site, choices.hooks, choices.agents
    return choices._replace(
        site=asked.is_wanted(_ASK_SITE, default=True) if site is None else site,
        hooks=asked.is_wanted(_ASK_HOOKS, default=True) if hooks is None else hooks,
        ci=choices.ci or asked.choice(_ASK_CI, CI, ci),
        agents=asked.is_wanted(_ASK_AGENTS, default=False) if agents is None else agents,
    )


def _source(given: str | None) -> Source:
    if given is not None:
        return given_source(given, __version__) or fail(_NO_SOURCE, given)
    try:
        told_by_pip = distribution("prospectus").read_text("direct_url.json")
    except (PackageNotFoundError, OSError, UnicodeDecodeError):
        told_by_pip = None
    return installed_source(told_by_pip, __version__)


def _name_of(prefix: str) -> str:
    """What files at the repository's root are called after a folder of it: no two folders give one name."""
    parts = prefix.split("/") if prefix else []
    names = [project_id(part) for part in parts]
    digest = [] if names == parts else [hashlib.sha256(prefix.encode()).hexdigest()[:6]]
    return "--".join([*filter(None, names), *digest])


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
