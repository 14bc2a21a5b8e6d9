"""``prospectus demo``: the example portfolio, written, linted and built."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import click
from prospectus.cli import fail
from prospectus.cli.words import t
from prospectus.engine.files import shown_name

HERE = Path(__file__).parent

CONFIG = 'documents = ["docs/projects/**/*.md"]\n'
SITE = """\
site_name: Example portfolio
theme:
  name: material
  font: false
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {icon: material/weather-night, name: Dark}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {icon: material/weather-sunny, name: Light}
plugins:
  - search
  - prospectus
markdown_extensions:
  - tables
  - attr_list
  - toc:
      permalink: true
      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}
nav:
  - Portfolio: projects/index.md
"""


def example_folder() -> Path:
    """Where the example documents are: in the wheel, or in the checkout this runs from."""
    installed = HERE / "example"
    return installed if installed.is_dir() else HERE.parents[1] / "docs" / "projects"


@click.command(
    help=t(
        "Write the example portfolio into DIR, lint it, build its site, and say how to serve it.",
        "예제 포트폴리오를 DIR에 쓰고, 검사하고, 사이트를 빌드하고, 띄우는 방법을 알려 줍니다.",
    ),
    epilog=t("Example: prospectus demo my-demo", "예: prospectus demo my-demo"),
)
@click.argument("folder", metavar="[DIR]", default="prospectus-demo", type=click.Path(file_okay=False, path_type=Path))
def demo(folder: Path) -> None:
    """Write into a new or empty folder only."""
    if folder.exists() and any(folder.iterdir()):
        fail(
            t("{0} is not empty; name a new folder", "{0} 폴더가 비어 있지 않습니다. 새 폴더를 지정하세요").format(
                folder
            )
        )
    projects = folder / "docs" / "projects"
    projects.mkdir(parents=True, exist_ok=True)
    for document in sorted(example_folder().glob("*.md")):
        shutil.copyfile(document, projects / document.name)
    (folder / "prospectus.toml").write_text(CONFIG, "utf-8")
    (folder / "mkdocs.yml").write_text(SITE, "utf-8")
    click.echo(t("Written: {0}", "작성함: {0}").format(shown_name(folder)))
    _run(folder, "prospectus", "lint")
    _run(folder, "mkdocs", "build", "--strict", "--quiet")
    click.echo(t("Built: {0}", "빌드함: {0}").format(shown_name(folder / "site" / "projects" / "index.html")))
    click.echo(t("Serve it: cd {0} && mkdocs serve", "띄우기: cd {0} && mkdocs serve").format(shown_name(folder)))


def _run(folder: Path, module: str, *arguments: str) -> None:
    click.echo(f"$ {module} {' '.join(arguments)}")
    done = subprocess.run([sys.executable, "-m", module, *arguments], cwd=folder, check=False)  # noqa: S603 - our own words
    if done.returncode:
        sys.exit(done.returncode)
