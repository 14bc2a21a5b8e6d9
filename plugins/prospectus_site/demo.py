"""``prospectus demo``: the example portfolio, written, linted and built."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from prospectus.cli import streams
from prospectus.cli.options import lang_option
from prospectus.cli.run import FAULT, Run, fail
from prospectus.cli.verb import verb
from prospectus.engine.files import shown_name
from prospectus.ground.language import filled, say

if TYPE_CHECKING:
    from prospectus.ground.language import Text

HERE = Path(__file__).parent

CONFIG = 'documents = ["docs/projects/**/*.md"]\n'
SITE = """\
site_name: {name}
theme:
  name: material
  language: {lang}
  font: false
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {{icon: material/weather-night, name: {dark}}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {{icon: material/weather-sunny, name: {light}}}
plugins:
  - search:
      lang: [{lang}, {other}]
  - prospectus
markdown_extensions:
  - attr_list
  - tables:
      use_align_attribute: true  # no inline style, which a strict Content-Security-Policy refuses
  - toc:
      permalink: true
      slugify: !!python/object/apply:pymdownx.slugs.slugify {{kwds: {{case: lower}}}}
nav:
  - {portfolio}: projects/index.md
"""
_NAMES: dict[str, Text] = {
    "name": {"en": "Example portfolio", "ko": "예제 포트폴리오"},
    "dark": {"en": "Dark", "ko": "어둡게"},
    "light": {"en": "Light", "ko": "밝게"},
    "portfolio": {"en": "Portfolio", "ko": "포트폴리오"},
}
"""What the site's configuration says in the language of the run."""

_NOT_EMPTY: Text = {
    "en": "{0} is not empty; name a new folder",
    "ko": "{0} 폴더가 비어 있지 않습니다. 새 폴더를 지정하세요",
}
_WRITTEN: Text = {"en": "Written: {0}", "ko": "작성함: {0}"}
_BUILT: Text = {"en": "Built: {0}", "ko": "빌드함: {0}"}
_SERVE: Text = {"en": "Serve it: cd {0} && mkdocs serve", "ko": "띄우기: cd {0} && mkdocs serve"}


def example_folder() -> Path:
    """Where the example documents are: in the wheel, or in the checkout this runs from."""
    installed = HERE / "example"
    return installed if installed.is_dir() else HERE.parents[1] / "docs" / "projects"


@verb(
    help={
        "en": "Write the example portfolio into DIR, lint it, build its site, and say how to serve it.",
        "ko": "예제 포트폴리오를 폴더에 쓰고, 검사하고, 사이트를 빌드하고, 띄우는 방법을 알려 줍니다.",
    },
    epilog={"en": "Example: prospectus demo my-demo", "ko": "예: prospectus demo my-demo"},
)
@click.argument("folder", metavar="[DIR]", default="prospectus-demo", type=click.Path(file_okay=False, path_type=Path))
@lang_option
@click.pass_obj
def demo(run: Run, folder: Path, lang: str | None) -> int:  # noqa: ARG001 - `run` knows `lang`
    """Write into a new or empty folder only; gives the exit code of what fails, and goes no further."""
    try:
        _write(folder, run.lang)
    except OSError as error:
        fail(FAULT, folder, error.strerror or error)
    name = shown_name(folder)
    asked = shlex.split(run.options(None))  # also where `--lang` stands before the verb
    _tell(run, _WRITTEN, name)
    speaks = {
        "PROSPECTUS_LANG": run.lang,
        "NO_MKDOCS_2_WARNING": "1",
    }  # the theme's notice on MkDocs 2 is none on the demo
    code = _run(folder, {}, "prospectus", "lint", *asked)
    code = code or _run(folder, speaks, "mkdocs", "build", "--strict", "--quiet")
    if code:
        return code
    _tell(run, _BUILT, shown_name(folder / "site" / "projects" / "index.html"))
    _tell(run, _SERVE, shlex.quote(name))
    return 0


def _write(folder: Path, lang: str) -> None:
    if folder.exists() and any(folder.iterdir()):
        fail(_NOT_EMPTY, folder)
    projects = folder / "docs" / "projects"
    projects.mkdir(parents=True, exist_ok=True)
    for document in sorted(example_folder().glob("*.md")):
        shutil.copyfile(document, projects / document.name)
    (folder / "prospectus.toml").write_text(CONFIG, "utf-8")
    names = {key: say(text, lang) for key, text in _NAMES.items()}
    site = SITE.format(lang=lang, other="en" if lang == "ko" else "ko", **names)
    (folder / "mkdocs.yml").write_text(site, "utf-8")


def _tell(run: Run, text: Text, *facts: object) -> None:
    streams.put(say(filled(text, *facts), run.lang) + "\n")


def _run(folder: Path, environment: dict[str, str], module: str, *arguments: str) -> int:
    streams.put(f"$ {module} {' '.join(arguments)}\n")
    streams.flush()  # before what the other program says
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=folder, env={**os.environ, **environment}, check=False).returncode  # noqa: S603 - our own words
