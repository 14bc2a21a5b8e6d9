"""The MkDocs plugin: a thin adapter between MkDocs' events and the pages of a portfolio."""

from __future__ import annotations

import os
import posixpath
from contextlib import ExitStack
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page as MkDocsPage
from prospectus.config import Config as ProspectusConfig
from prospectus.config import ConfigError, find_config
from prospectus.engine.workspace import Workspace
from prospectus.ground.garbage import rare_collections
from prospectus.ground.language import LANGS, ToldError, environment_lang, filled, say
from prospectus.ground.severity import Severity
from prospectus.ground.terminal import plain

from prospectus_site.addresses import Addresses
from prospectus_site.build import Site
from prospectus_site.page import with_parts
from prospectus_site.rule_reference import rule_pages
from prospectus_site.stylesheet import stylesheet
from prospectus_site.views.all import ENTRIES, HOME, VIEWS, entry_views

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext
    from prospectus.engine.report import Report
    from prospectus.model.diagnostic import Diagnostic

    from prospectus_site.markup import Markup
    from prospectus_site.page import Page

log = get_plugin_logger("prospectus")

HERE = Path(__file__).parent
_NO_EPOCH = {
    "en": "SOURCE_DATE_EPOCH is '{0}', which is no number of seconds since 1970",
    "ko": "SOURCE_DATE_EPOCH가 '{0}'입니다. 1970년부터 센 초가 아닙니다",
}
STYLESHEET = "assets/prospectus/prospectus.css"
END_OF_TIME = 2**32
"""In seconds since 1970: MkDocs stores the build's time in four bytes."""


class Options(Config):  # type: ignore[no-untyped-call]
    """The options of the plugin under ``plugins:`` in ``mkdocs.yml``."""

    config = config_options.Optional(config_options.File(exists=True))
    """The Prospectus configuration; the one that holds at ``mkdocs.yml`` when not given."""
    index = config_options.Type(str, default="projects/index.md")
    """The page of the portfolio. A page of that name in ``docs_dir`` becomes its introduction."""
    data_file = config_options.Type(str, default="portfolio.json")
    """Where the portfolio's data is published."""
    rules = config_options.Type(str, default="")
    """The folder in which the rule reference is published; empty for none."""


class SourcePage(MkDocsPage):
    """A page of ours in MkDocs' hands: MkDocs asks it for its text, and never parses the front matter of the file again."""

    def __init__(self, file: File, config: MkDocsConfig, make: Callable[[], Page]) -> None:
        super().__init__(None, file, config)
        self._make = make
        self.parts: Mapping[str, Markup] = {}
        self.lang = ""

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs' signature
        """The page's Markdown and its metadata."""
        made = self._make()
        self.markdown, self.meta, self.parts, self.lang = made


class ProspectusPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Renders the documents of a portfolio as pages of a MkDocs site. Nothing of a build outlives it, for ``mkdocs serve`` builds again."""

    def __init__(self) -> None:
        self.settings: ProspectusConfig | None = None
        self.pages: dict[str, Callable[[], Page]] = {}
        self.site: Site | None = None
        self.addresses: Addresses | None = None
        self.data: File | None = None
        self.parts: dict[str, tuple[Mapping[str, Markup], str]] = {}
        """The parts and the languages of pages that MkDocs has the Markdown of, by its name for the page."""
        self._introduction: File | None = None
        self._view_uris: dict[str, str] = {}
        self.folders: set[Path] = set()
        """Where documents outside ``docs_dir`` stand."""
        self._collector = ExitStack()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Find the configuration of Prospectus; add the stylesheet."""
        start = Path(config.config_file_path or ".").parent
        try:
            self.settings = find_config(start, Path(self.config.config) if self.config.config else None)
        except ConfigError as error:
            raise PluginError(say(error.text, environment_lang())) from error
        if STYLESHEET not in config.extra_css:
            config.extra_css.insert(0, STYLESHEET)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs' signature
        """Hold back the garbage collector: it would walk the pages of a large site again and again."""
        self._collector.enter_context(rare_collections())

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the plain files beside the pages; let go of the portfolio, and of the collector."""
        if self.site is not None and self.addresses is not None:
            for name, make in self.site.files(self.addresses):
                target = Path(config.site_dir, name)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(make(), "utf-8", newline="\n")
        self._end()

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 - MkDocs' signature
        """Let go of the portfolio, and of the collector."""
        self._end()

    def _end(self) -> None:
        self.pages, self.parts = {}, {}
        self.site = self.addresses = self.data = self._introduction = None
        self._collector.close()

    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read and lint the portfolio, and add its pages; the other plugins have added their files by now."""
        settings = self.settings
        assert settings is not None, "MkDocs calls on_config first"  # noqa: S101 - a promise of MkDocs
        lang = settings.lang or ("ko" if str(config.theme.get("language", "en")).startswith("ko") else "en")
        try:
            workspace = Workspace(settings, today=_today(), folder=settings.root, uses_cache=True)
            workspace.check_all()
            report = workspace.report(lang)
        except ToldError as error:
            raise PluginError(say(error.text, environment_lang())) from error
        self._judge(report, strict=config.strict)
        found = self._add_documents(workspace, files, config)
        site = self.site = Site(workspace, report, lang, {name for name in workspace.names if name not in found})
        langs = [lang, *(other for other in LANGS if other != lang)]
        views = self._add_views(langs, files, config)
        folder = posixpath.join(posixpath.dirname(self.config.index), "views", "")
        self.addresses = addresses = Addresses(
            {name: file.url for name, file in found.items()}, {key: file.url for key, file in views.items()}, folder
        )
        for project in site.portfolio.projects:
            keeps = "toc.integrate" in config.theme.get("features", ())
            self.pages[found[project.name].src_uri] = partial(site.project, project, addresses, keeps_navigation=keeps)
        for view in VIEWS:
            for one in langs:
                file = views[view.id, one]
                text = file.content_string if file is self._introduction else ""
                self.pages[file.src_uri] = partial(site.view, view, one, addresses, text)
        if self.config.rules:
            self._add_rules(files, config, lang)
        self.data = File.generated(config, self.config.data_file, content=site.data())
        files.append(self.data)
        files.append(File.generated(config, STYLESHEET, content=stylesheet()))
        return files

    def _judge(self, report: Report, *, strict: bool) -> None:
        """Log the findings; in a strict build, errors end it, however quiet it is."""
        for diagnostic in report.diagnostics:
            if diagnostic.severity is Severity.INFO:
                continue
            write = log.warning if diagnostic.severity is Severity.ERROR and not strict else log.info
            write("%s", _line(diagnostic))
        if report.internal_errors:
            first = report.internal_errors[0]
            failed = f"rule {first.code}" if first.code else "reading"
            message = f"internal error: {failed} failed on {first.path}: {first.error}"
            raise PluginError(message)
        errors = [diagnostic for diagnostic in report.diagnostics if diagnostic.severity is Severity.ERROR]
        if errors and strict:
            count = f"{len(errors)} {'finding' if len(errors) == 1 else 'findings'} of severity error"
            raise PluginError("\n".join([count, *map(_line, errors)]))

    def _add_documents(self, workspace: Workspace, files: Files, config: MkDocsConfig) -> dict[str, File]:
        """The MkDocs file of each document; documents outside ``docs_dir`` get one beside the portfolio's page."""
        docs = Path(config.docs_dir).absolute()
        self.folders = set()
        found: dict[str, File] = {}
        for name in workspace.names:
            path = (workspace.path(name) or Path(name)).absolute()
            uri = _uri(path, docs)
            if not uri:
                uri = posixpath.join(posixpath.dirname(self.config.index), path.name)
                self.folders.add(path.parent)
            file = files.get_file_from_path(uri) or _generated(uri, path, files, config)
            if file.inclusion in {InclusionLevel.UNDEFINED, InclusionLevel.INCLUDED}:
                file.inclusion = InclusionLevel.NOT_IN_NAV  # a sidebar of all projects costs more than it helps
            found[name] = file
        return found

    def _add_views(self, langs: Sequence[str], files: Files, config: MkDocsConfig) -> dict[tuple[str, str], File]:
        """The MkDocs file of each view in each language; the portfolio's home is the page that the options name."""
        folder = posixpath.dirname(self.config.index)
        found: dict[tuple[str, str], File] = {}
        for view in VIEWS:
            for index, lang in enumerate(langs):
                uri = posixpath.join(folder, "views", lang if index else "", f"{view.id}.md")
                if view is HOME and not index:
                    uri = self.config.index
                    self._introduction = files.get_file_from_path(uri)
                file = files.get_file_from_path(uri) or _generated(uri, HERE / "assets" / "home.md", files, config)
                if not (view is HOME and not index):
                    file.inclusion = InclusionLevel.NOT_IN_NAV
                found[view.id, lang] = file
            self._view_uris[view.id] = found[view.id, langs[0]].src_uri
        return found

    def _add_rules(self, files: Files, config: MkDocsConfig, lang: str) -> None:
        """The rule reference, in the folder that the options name; pages of the team's own there are left alone."""
        for name, make in rule_pages(lang).items():
            uri = posixpath.join(self.config.rules, name)
            if files.get_file_from_path(uri) is None:
                file = _generated(uri, HERE / "assets" / "home.md", files, config)
                file.inclusion = InclusionLevel.INCLUDED if name == "index.md" else InclusionLevel.NOT_IN_NAV
                self.pages[uri] = make

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Put pages of our own in place of MkDocs', but for those in the navigation, which others hold already."""
        held = {page.file.src_uri for page in nav.pages}
        for uri, make in self.pages.items():
            file = files.get_file_from_path(uri)
            if file is not None and uri not in held and type(file.page) is MkDocsPage:
                SourcePage(file, config, make)  # it tells the file of itself
        self._join(nav, files)
        return nav

    def _join(self, nav: Navigation, files: Files) -> None:
        """Make the portfolio one section of the navigation, its home first; project pages belong to it, though it does not list them."""
        site, addresses = self.site, self.addresses
        if site is None or addresses is None:
            return
        pages = {uri: file.page for uri in self.pages if (file := files.get_file_from_path(uri)) is not None}
        home = pages[self.config.index]
        assert home is not None, "on_nav has made it a page"  # noqa: S101 - what the lines above did
        lang = addresses.langs[0]
        entries = [home]
        for entry in ENTRIES:
            first = next(iter(entry_views(entry)), HOME)
            page = pages.get(self._view_uris[first.id])
            if first is not HOME and page is not None:
                page.title = say(ENTRIES[entry], lang)
                entries.append(page)
        section = _section_of(home, nav, say(HOME.title, lang))
        home.title = say(ENTRIES[HOME.entry], lang)
        section.children[:] = [*entries, *(child for child in section.children if child not in entries)]
        for page in pages.values():
            if page is not None and (page in entries or page.parent is None):
                page.parent = section

    @event_priority(50)
    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - MkDocs' signature
        """Replace the text and the metadata of our pages in the navigation; the plugins after us see ours."""
        make = self.pages.get(page.file.src_uri)
        if make is None or isinstance(page, SourcePage):
            return markdown
        made = make()
        page.meta = made.meta
        self.parts[page.file.src_uri] = made.parts, made.lang
        return made.markdown

    @event_priority(-100)
    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,  # noqa: ARG002 - MkDocs' signature
        nav: Navigation,  # noqa: ARG002 - MkDocs' signature
    ) -> TemplateContext:
        """Put our parts into the rendered text, after the search has indexed it."""
        own = (page.parts, page.lang) if isinstance(page, SourcePage) else self.parts.pop(page.file.src_uri, ({}, ""))
        if own[0] and page.content:
            page.content = with_parts(page.content, *own)
        return context

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002 - MkDocs' signature
        """Rebuild when the configuration, its contract or a document outside ``docs_dir`` changes."""
        settings = self.settings
        if settings is not None:
            if settings.file is not None:
                server.watch(str(settings.file))
            if settings.contract is not None and (settings.root / settings.contract).is_dir():
                server.watch(str(settings.root / settings.contract))
            for pattern in settings.documents:
                folder = settings.root / pattern.split("*", 1)[0].rpartition("/")[0]
                if folder.is_dir() and folder != settings.root:  # in the root stands more, our cache among it
                    server.watch(str(folder))
            for folder in sorted(self.folders):
                server.watch(str(folder), recursive=False)
        return server


def _section_of(home: MkDocsPage, nav: Navigation, title: str) -> Section:
    """The section of the navigation that the portfolio's home opens; a new one where it stands alone, or nowhere."""
    parent = home.parent
    if isinstance(parent, Section) and parent.children[0] is home:
        return parent
    section = Section(str(home.title or title) if home in nav.pages else title, [home])
    siblings = nav.items if parent is None else parent.children
    if home in siblings:
        siblings[siblings.index(home)] = section
    else:
        siblings.append(section)
    section.parent = parent
    return section


def _generated(uri: str, path: Path, files: Files, config: MkDocsConfig) -> File:
    """A file of ours among MkDocs'. It is a real one on disk: other plugins stumble over content that is only in memory."""
    file = File.generated(config, uri, abs_src_path=str(path))
    files.append(file)
    return file


def _uri(path: Path, docs: Path) -> str:
    """What MkDocs calls a file in ``docs_dir``, also where one of the two is reached through a link; empty outside."""
    for inner, outer in ((path, docs), (path.resolve(), docs.resolve())):
        if inner.is_relative_to(outer):
            return inner.relative_to(outer).as_posix()
    return ""


def _today() -> date:
    """The build's date: that of ``SOURCE_DATE_EPOCH`` where a reproducible build sets it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(tz=UTC).astimezone().date()
    try:
        seconds = int(epoch)
    except ValueError:
        seconds = -1
    if not 0 <= seconds < END_OF_TIME:
        raise PluginError(say(filled(_NO_EPOCH, epoch[:40]), environment_lang()))
    return datetime.fromtimestamp(seconds, tz=UTC).date()


def _line(found: Diagnostic) -> str:
    """A finding on one line of the log."""
    at = found.start
    return plain(f"{found.path}:{at.line}:{at.column}: [{found.code}] {found.message}")
