"""What stands in the files of a set-up, in both languages. Comments say what a reader has to know, and no more."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, NamedTuple

from prospectus.ground.language import say
from prospectus.writing.setup.source import STAND_IN

if TYPE_CHECKING:
    from prospectus.ground.language import Text
    from prospectus.writing.setup.source import Source

ACTIONS = {
    "actions/checkout": ("3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"),
    "actions/setup-python": ("5fda3b95a4ea91299a34e894583c3862153e4b97", "v7.0.0"),
}
"""The actions of GitHub that a workflow of ours uses: each with the commit that is taken, and the release that it is."""

PYTHON = "3.13"
"""The version of Python in pipelines."""

REPORT = "gl-code-quality-report.json"
"""The file in which GitLab looks for findings."""

CACHE = ".prospectus_cache/"
BUILT_SITE = "/site/"
IGNORED_FOR_SITE = (CACHE, BUILT_SITE)

_REPLACE: Text = {
    "en": f"# Replace the address: {STAND_IN} is an example.",
    "ko": f"# 주소를 바꾸세요. 예시 주소입니다: {STAND_IN}",
}
_DOCUMENTS: Text = {
    "en": "# The files that are design documents, from this folder on.",
    "ko": "# 설계 문서인 파일. 이 폴더가 기준입니다.",
}
_LANG: Text = {
    "en": "# The language of messages and new documents.",
    "ko": "# 메시지와 새 문서의 언어.",
}
_FONT: Text = {"en": "# else fonts are loaded from another site", "ko": "# 없으면 글꼴을 외부 사이트에서 불러옵니다"}
_SLUGS: Text = {"en": "# headings in Korean keep their words", "ko": "# 한국어 제목의 주소에 글자를 남깁니다"}
_ALIGN: Text = {"en": "# no inline styles", "ko": "# 인라인 스타일을 쓰지 않습니다"}
_PIPELINE: Text = {"en": "design documents", "ko": "설계 문서"}
_NO_CACHE: Text = {
    "en": "# Without a cache, which could come with the branch that is judged.",
    "ko": "# 검사받는 브랜치에 캐시가 들어 있을 수 있으므로 캐시를 쓰지 않습니다.",
}


_WORDS_OF_YAML = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""What YAML 1.1 takes for something else than a text."""


class Wanted(NamedTuple):
    """What all files are made for: the source, the language, and the folder of the set-up below the repository's root.

    ``prefix`` is empty at the root, and without a slash at its end; ``name`` tells several set-ups of one repository apart.
    """

    source: Source
    lang: str
    prefix: str = ""
    name: str = ""

    @property
    def config_option(self) -> str:
        """What makes a command at the repository's root use this set-up's configuration."""
        return f" --config {shlex.quote(self.config_file)}" if self.prefix else ""

    @property
    def config_file(self) -> str:
        """The configuration, from the repository's root."""
        return f"{self.prefix}/prospectus.toml" if self.prefix else "prospectus.toml"


def configuration(documents: tuple[str, ...], lang: str) -> str:
    """``prospectus.toml``."""
    lines = [say(_DOCUMENTS, lang), f"documents = {json.dumps([*documents], ensure_ascii=False)}"]
    if lang != "en":
        lines += [say(_LANG, lang), f'lang = "{lang}"']
    return "\n".join(lines) + "\n"


def site(site_name: str, lang: str) -> str:
    """``mkdocs.yml`` of a site that holds the portfolio alone; ``docs`` is its folder."""
    language = "" if lang == "en" else f"  language: {lang}\n"
    return f"""\
site_name: {json.dumps(site_name, ensure_ascii=False)}
theme:
  name: material
{language}  font: false {say(_FONT, lang)}
plugins:
  - search
  - prospectus
markdown_extensions:
  - attr_list
  - tables:
      use_align_attribute: true {say(_ALIGN, lang)}
  - toc:
      permalink: true
      slugify: !!python/object/apply:pymdownx.slugs.slugify {{kwds: {{case: lower}}}} {say(_SLUGS, lang)}
"""


def hook(wanted: Wanted) -> list[str]:
    """The entry of ``repos:`` in the configuration of pre-commit, as lines without its dash."""
    lines = [say(_REPLACE, wanted.lang)] if wanted.source.is_stand_in else []
    lines += [
        f"repo: {wanted.source.address}",
        f"rev: {_revision(wanted.source.revision)}",
        "hooks:",
        "  - id: prospectus",
    ]
    if wanted.prefix:
        lines += [
            f"    files: {json.dumps('^' + _regular(wanted.prefix) + '/', ensure_ascii=False)}",
            f"    args: [--config, {json.dumps(wanted.config_file, ensure_ascii=False)}]",
        ]
    return lines


def hook_in_a_line(wanted: Wanted) -> str:
    """The same entry in one line."""
    more = ""
    if wanted.prefix:
        files = json.dumps("^" + _regular(wanted.prefix) + "/", ensure_ascii=False)
        more = f", files: {files}, args: [--config, {json.dumps(wanted.config_file, ensure_ascii=False)}]"
    return f"{{repo: {json.dumps(wanted.source.address)}, rev: {json.dumps(wanted.source.revision)}, hooks: [{{id: prospectus{more}}}]}}"


def hook_in_toml(wanted: Wanted) -> str:
    """The same entry for ``prek.toml``."""
    more = ""
    if wanted.prefix:
        files = json.dumps("^" + _regular(wanted.prefix) + "/", ensure_ascii=False)
        more = f', files = {files}, args = ["--config", {json.dumps(wanted.config_file, ensure_ascii=False)}]'
    head = f"{say(_REPLACE, wanted.lang)}\n" if wanted.source.is_stand_in else ""
    return (
        f'{head}[[repos]]\nrepo = "{wanted.source.address}"\nrev = "{wanted.source.revision}"\n'
        f'hooks = [{{ id = "prospectus"{more} }}]\n'
    )


def hooks_file(wanted: Wanted) -> str:
    """``.pre-commit-config.yaml``."""
    lines = hook(wanted)
    first = next(index for index, line in enumerate(lines) if not line.startswith("#"))
    dashed = [*lines[:first], f"- {lines[first]}", *(f"  {line}" for line in lines[first + 1 :])]
    return "\n".join(["repos:", *(f"  {line}" for line in dashed)]) + "\n"


def github_workflow(wanted: Wanted, branch: str) -> str:
    """The workflow for GitHub, without its stamp: least permissions, actions by their commits, nothing of a cache."""
    uses = {name: f"{name}@{commit} # {release}" for name, (commit, release) in ACTIONS.items()}
    name = say(_PIPELINE, wanted.lang) + (f" ({wanted.prefix})" if wanted.prefix else "")
    replace = f"      {say(_REPLACE, wanted.lang)}\n" if wanted.source.is_stand_in else ""
    return f"""\
name: {json.dumps(name, ensure_ascii=False) if wanted.prefix else name}
on:
  pull_request:
  push:
    branches: [{json.dumps(branch, ensure_ascii=False)}]
permissions: {{}}
concurrency:
  group: ${{{{ github.workflow }}}}-${{{{ github.ref }}}}
  cancel-in-progress: true
jobs:
  lint:
    name: prospectus lint
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read
    steps:
      - uses: {uses["actions/checkout"]}
        with:
          persist-credentials: false
      - uses: {uses["actions/setup-python"]}
        with:
          python-version: "{PYTHON}"
{replace}      - name: Install Prospectus
        run: pip install "{wanted.source.requirement}"
      {say(_NO_CACHE, wanted.lang)}
      - name: Check the documents
        run: |
          prospectus lint --no-cache --format github{wanted.config_option}
"""


def gitlab_jobs(wanted: Wanted, stage: str) -> str:
    """The jobs for GitLab, without their stamp: the findings as a code quality report, and again for people who read the log."""
    replace = f"    {say(_REPLACE, wanted.lang)}\n" if wanted.source.is_stand_in else ""
    job = "prospectus" + (f"-{wanted.name}" if wanted.name else "")
    lint = f"prospectus lint --no-cache{wanted.config_option}"
    return f"""\
{job}:
  stage: {json.dumps(stage, ensure_ascii=False)}
  image: python:{PYTHON}
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
{replace}    - pip install --quiet "{wanted.source.requirement}"
    {say(_NO_CACHE, wanted.lang)}
    - |
      {lint} --format gitlab --output {REPORT} || [ $? -eq 1 ]
    - |
      {lint}
  artifacts:
    when: always
    reports:
      codequality: {REPORT}
"""


def _revision(text: str) -> str:
    """A revision as YAML 1.1 reads it, too, which pre-commit speaks: there ``on`` is a truth and ``2026-01-01`` a day."""
    return text if text[0].isalpha() and text.lower() not in _WORDS_OF_YAML else json.dumps(text)


def _regular(text: str) -> str:
    """A text as a regular expression that matches it alone."""
    return "".join(f"\\{char}" if char in r".^$*+?{}[]\|()" else char for char in text)
