"""``prospectus site``: the pages of a portfolio on disk, for a site generator that runs no plugins."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click
from prospectus.cli import streams
from prospectus.cli.codes import check_codes
from prospectus.cli.day import clock
from prospectus.cli.nothing import nothing_matched
from prospectus.cli.options import config_option, lang_option, today_option
from prospectus.cli.run import COULD_NOT_RUN, FAULT, FINDINGS, Run, fail
from prospectus.cli.verb import option, verb
from prospectus.config import find_config
from prospectus.engine.files import is_document, shown_name
from prospectus.engine.workspace import Workspace
from prospectus.ground.language import LANGS, filled, say
from prospectus.ground.regular_file import read_regular
from prospectus.ground.severity import Severity
from prospectus.output.internal import internal_error

from prospectus_site.addresses.addresses import Addresses
from prospectus_site.addresses.layout import lay_out, repository_of, searched_folders
from prospectus_site.addresses.linked_files import MOST_BYTES
from prospectus_site.addresses.place_names import mistake_in_place
from prospectus_site.build.site import Site
from prospectus_site.outputs.assets import asset_texts
from prospectus_site.site.front_matter import front_matter
from prospectus_site.site.written_folder import WrittenFolder
from prospectus_site.views.all import HOME, VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from prospectus.ground.language import Lang, Text

    from prospectus_site.addresses.layout import Layout
    from prospectus_site.pages.page import Page

DATA = "portfolio.json"

_READ: Text = {
    "en": "{0} {1}: {2} {3}, {4} {5} (`prospectus lint` shows them)",
    "ko": "문서 {0}개: 오류 {2}, 경고 {4} (`prospectus lint`로 볼 수 있습니다)",
}
_WRITTEN: Text = {
    "en": "{0}: {1} pages and files, {2} of them new or changed, {3} removed",
    "ko": "{0}: 페이지와 파일 {1}개, 그중 새로 쓰거나 바꾼 것 {2}개, 지운 것 {3}개",
}
_BE_DOCUMENTS: Text = {
    "en": "the pages in {0} would be documents of the configuration themselves; name a folder that `documents` does not match",
    "ko": "{0} 폴더의 페이지가 설정의 문서로도 잡힙니다. `documents`에 맞지 않는 폴더를 지정하세요",
}


@verb(
    help={
        "en": "Write the portfolio's pages into DIR as Markdown, for a site generator that runs no plugins.",
        "ko": "플러그인을 쓰지 않는 사이트 생성기를 위해 포트폴리오 페이지를 마크다운으로 폴더에 씁니다.",
    },
    epilog={"en": "Example: prospectus site docs/portfolio", "ko": "예: prospectus site docs/portfolio"},
)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@option(
    "--index",
    default="index.md",
    show_default=True,
    metavar="PATH",
    help={"en": "The portfolio's page, in DIR.", "ko": "포트폴리오 페이지 (폴더 안의 경로)."},
)
@option(
    "--directory-urls/--no-directory-urls",
    default=True,
    show_default=True,
    help={
        "en": "Whether the generator makes x/index.html of x.md, or x.html.",
        "ko": "생성기가 x.md를 x/index.html로 만드는지, x.html로 만드는지.",
    },
)
@option(
    "--links-from",
    type=click.Choice(["source", "page"]),
    default="source",
    show_default=True,
    help={
        "en": "Where links in HTML begin: at the Markdown file, as Zensical has it, or at the page, for a generator that leaves them alone.",
        "ko": "HTML 안의 링크가 시작하는 곳: Zensical처럼 마크다운 파일(source), 또는 링크를 그대로 두는 생성기의 페이지(page).",
    },
)
@today_option
@lang_option
@config_option
@click.pass_obj
def site(
    run: Run,
    folder: Path,
    index: str,
    directory_urls: bool,  # noqa: FBT001 - an option
    links_from: str,
    today: date | None,
    lang: str | None,  # noqa: ARG001 - `run` knows it
    config_file: Path | None,
) -> int:
    """Write the pages; gives the exit code that `lint` would."""
    mistake = mistake_in_place(index, "index.md")
    if mistake is not None:
        fail(FAULT, "--index", mistake)
    target = WrittenFolder(folder)
    config = run.configured(find_config(Path.cwd(), config_file))
    check_codes(config)
    workspace = Workspace(config, today=clock(today), folder=config.root, uses_cache=True)
    workspace.check_all()
    if not len(workspace):
        fail(*nothing_matched(config))
    report = workspace.report(run.lang)
    for internal in report.internal_errors:
        streams.note(internal_error(internal.code, internal.path, internal.error, run.lang))
    if report.internal_errors:
        return COULD_NOT_RUN
    layout = lay_out(
        {name: workspace.path(name) or Path(name) for name in workspace.names},
        index=index,
        repository=repository_of(config.root),
        folders=searched_folders(config),
        directory_urls=directory_urls,
        links_from_sources=links_from == "source",
    )
    if any(is_document(target.folder / name, config) for name in layout.taken):
        fail(_BE_DOCUMENTS, shown_name(folder))
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    counts = (errors, "error" if errors == 1 else "errors", warnings, "warning" if warnings == 1 else "warnings")
    documents = "document" if len(workspace) == 1 else "documents"
    streams.note(say(filled(_READ, len(workspace), documents, *counts), run.lang))
    try:
        files = dict(
            _files(Site(workspace, report, run.lang, layout, with_history=True), layout, run.lang, config.rules_url)
        )
        tally = target.write(files)
    except OSError as error:
        fail(FAULT, error.filename or folder, error.strerror or error)
    said = filled(_WRITTEN, shown_name(folder), len(files), tally.written, tally.removed)
    streams.put(say(said, run.lang) + "\n")
    heaviest = (report.count(Severity.INFO), warnings, errors)
    return FINDINGS if any(heaviest[config.fail_on - 1 :]) else 0


def _files(site: Site, layout: Layout, lang: Lang, rules_url: str | None) -> Iterator[tuple[str, bytes]]:
    """Every file of the site, by its name."""
    langs = sorted(LANGS, key=lambda one: one != lang)
    views = {
        (view.id, one): layout.home
        if view is HOME and one == lang
        else f"{layout.views}{'' if one == lang else f'{one}/'}{view.id}.md"
        for view in VIEWS
        for one in langs
    }
    urls = {called: quote(layout.url(called)) for called in (*layout.names.values(), *views.values())}
    addresses = Addresses(
        {name: urls[called] for name, called in layout.names.items()},
        {key: urls[called] for key, called in views.items()},
        layout.views,
        rule_url=lambda code: f"{rules_url.rstrip('/')}/{code}/" if rules_url else "",
        data_file=DATA,
        taken=site.linked,
        directory_urls=layout.directory_urls,
        bases={url: quote(layout.base_of(called)) for called, url in urls.items()},
        text_ending=".txt",
    )
    for project in site.portfolio.projects:
        url = addresses.projects[project.name]
        yield layout.names[project.name], _text(site.project(project, addresses), url, addresses.base_of(url))
    for view in VIEWS:
        for one in langs:
            url = addresses.views[view.id, one]
            yield views[view.id, one], _text(site.view(view, one, addresses), url, addresses.base_of(url))
    for name, make in (*site.files(addresses), *site.redirects(addresses)):
        yield name, make().encode()
    for name, text in asset_texts().items():
        yield name, text.encode()
    for name, path in site.linked.items():
        yield name, read_regular(Path(path), MOST_BYTES)


_CHART_LINK = re.compile(r'(?<= xlink:href=")([^"#]+)')


def _text(page: Page, url: str, base: str) -> bytes:
    """A page as a generator reads it from disk.

    A generator that moves the links of HTML from the source's folder (``base``) to the page leaves those of SVG alone, so these are
    written from the page itself.
    """

    def moved(link: re.Match[str]) -> str:
        target = posixpath.join(base, link[1])
        shown = posixpath.relpath(target, posixpath.dirname(url) or ".")
        return f"{shown}/" if target.endswith("/") else shown

    return (front_matter(page.meta) + _CHART_LINK.sub(moved, page.whole)).encode("utf-8", "replace")
