"""MkDocs' events, in their order, and what the plugin does at each."""

from __future__ import annotations

import os
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.meta import get_data
from prospectus.config import Config as ProspectusConfig
from prospectus.config import ConfigError, find_config
from prospectus.engine.files import is_document, shown_name
from prospectus.engine.workspace import Workspace
from prospectus.ground.garbage import rare_collections
from prospectus.ground.language import ToldError, environment_lang, filled, say

from prospectus_site.addresses.addresses import Addresses
from prospectus_site.addresses.hosts import sources_of
from prospectus_site.addresses.layout import searched_folders
from prospectus_site.addresses.linked_files import relinked
from prospectus_site.build.site import CHANGED, Site
from prospectus_site.outputs.assets import SCRIPT, STYLESHEET, asset_texts
from prospectus_site.outputs.redirects import redirect_page
from prospectus_site.pages.page import with_parts
from prospectus_site.pages.rule_reference import rule_pages
from prospectus_site.plugin.alignment import without_inline_alignment
from prospectus_site.plugin.build_day import build_day
from prospectus_site.plugin.files import ANY_PAGE, document_file, edit_address_of, folder_of, generated, layout_of
from prospectus_site.plugin.findings import judge
from prospectus_site.plugin.made_ahead import MadeAhead
from prospectus_site.plugin.navigation import adopt, join
from prospectus_site.plugin.options import Options
from prospectus_site.plugin.page_language import in_language
from prospectus_site.plugin.pages import SourcePage, fitted
from prospectus_site.plugin.site_folder import put_files
from prospectus_site.views.all import ENTRIES, HOME, VIEWS, entry_views

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext
    from prospectus.ground.language import Lang, Text

    from prospectus_site.addresses.layout import Layout
    from prospectus_site.markup import Markup
    from prospectus_site.pages.page import Page

log = get_plugin_logger("prospectus")

_DATA_TAKEN: Text = {
    "en": "'{0}' is a file of your own, which the portfolio's data would replace; give the plugin another `data_file`",
    "ko": "'{0}' 파일이 이미 있어서 포트폴리오 데이터가 덮어쓰게 됩니다. 플러그인의 `data_file`을 바꾸세요",
}
_NOT_UTF_8: Text = {"en": "{0} is not UTF-8", "ko": "{0} 파일이 UTF-8이 아닙니다"}


class ProspectusPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Renders the documents of a portfolio as pages of a MkDocs site. ``mkdocs serve`` builds with one object again and again."""

    def __init__(self) -> None:
        self.settings: ProspectusConfig | None = None
        self._serves = False
        self._server: LiveReloadServer | None = None
        self._folders: set[str] = set()
        """Where documents outside ``docs_dir`` stand."""
        self._watched: set[str] = set()
        self._held = ExitStack()
        """What a build holds: the collector, and a folder for its files."""
        self._room = Path()
        self._begin()

    def _begin(self) -> None:
        """Nothing of a build outlives it but what is watched."""
        self.site: Site | None = None
        self.layout: Layout | None = None
        self.addresses: Addresses | None = None
        self._made: MadeAhead | None = None
        self.pages: dict[str, Callable[[], Page]] = {}
        """What makes each page of ours, by its name."""
        self.parts: dict[str, tuple[Mapping[str, Markup], str]] = {}
        """The parts and the languages of pages that MkDocs has the Markdown of, by its name for the page."""
        self._entries: dict[str, str] = {}
        self._rules: set[str] = set()
        self._introduction: File | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002 - MkDocs' signature
        """Know whether drafts are shown. MkDocs keeps a plugin that has this between the builds of ``mkdocs serve``."""
        self._serves = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Find the configuration of Prospectus; add the stylesheet and the script."""
        start = Path(config.config_file_path or ".").parent
        try:
            self.settings = find_config(start, Path(self.config.config) if self.config.config else None)
        except ConfigError as error:
            raise PluginError(say(error.text, environment_lang())) from error
        if STYLESHEET not in config.extra_css:
            config.extra_css.insert(0, STYLESHEET)
        if SCRIPT in asset_texts() and SCRIPT not in config.extra_javascript:
            config.extra_javascript.append(SCRIPT)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs' signature
        """Hold back the garbage collector: it would walk the pages of a large site again and again. Have room for files."""
        self._begin()
        self._room = Path(self._held.enter_context(TemporaryDirectory(prefix="prospectus-")))
        self._held.enter_context(rare_collections())

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the plain files beside the pages; let go of the portfolio, and of what it held."""
        site, addresses = self.site, self.addresses
        made = self._made
        if site is not None and addresses is not None and made is not None:
            made.put_files()
            lang = addresses.langs[0]
            root = "index.html", partial(redirect_page, addresses.views[HOME.id, lang], lang)
            put_files(config.site_dir, [root, *site.redirects(addresses)], only_where_none_is=True)
        self._end()

    @event_priority(-100)
    def on_build_error(self, *, error: Exception) -> None:
        """Let go of the portfolio, and of what it held; a document or picture of ours that is gone meanwhile is one clear error."""
        path = Path(error.filename) if isinstance(error, OSError) and isinstance(error.filename, str) else None
        is_ours = path is not None and self._is_ours(path)
        self._end()
        if path is not None and is_ours:
            raise PluginError(say(filled(CHANGED, shown_name(path)), environment_lang())) from error

    def _is_ours(self, path: Path) -> bool:
        """Whether a file is a document, or one that a document makes part of the site."""
        linked = self.site.linked.values() if self.site is not None else ()
        return str(path) in linked or (self.settings is not None and is_document(path, self.settings))

    def _end(self) -> None:
        self._begin()
        self._held.close()

    @event_priority(-110)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read and lint the portfolio, and add its pages; the other plugins, static-i18n the last, have added their files by now."""
        settings = self.settings
        assert settings is not None, "MkDocs calls on_config first"  # noqa: S101 - a promise of MkDocs
        lang: Lang = settings.lang or ("ko" if str(config.theme.get("language", "en")).startswith("ko") else "en")
        try:
            workspace = Workspace(settings, today=build_day(), folder=settings.root, uses_cache=True)
            workspace.check_all()
            report = workspace.report(lang)
            layout = self.layout = layout_of(
                workspace, self.config.index, self.config.data_file, files, config, shows_drafts=self._serves
            )
            judge(report, layout.names, strict=config.strict)
            site = self.site = Site(
                workspace,
                report,
                lang,
                layout,
                with_history=self.config.history == "auto",
                title=str(config.site_name),
            )
        except ToldError as error:
            raise PluginError(say(error.text, environment_lang())) from error
        wanted = (
            [] if config.plugins.get("i18n") else self.config.languages
        )  # it builds a site for each language, and links them
        langs: list[Lang] = sorted(dict.fromkeys(wanted or [lang]), key=lambda one: one != lang)
        views = self._add_views(langs, layout, files, config)
        paths = {name: os.path.realpath(workspace.path(name) or name) for name in layout.names}
        documents = {name: document_file(layout.names[name], path, files, config) for name, path in paths.items()}
        rules = self._add_rules(files, config, lang) if self.config.rules else {}
        self.addresses = addresses = Addresses(
            {name: file.url for name, file in documents.items()},
            {key: file.url for key, file in views.items()},
            folder_of(config) + layout.views,
            rule_url=lambda code: (
                rules.get(code) or (f"{settings.rules_url.rstrip('/')}/{code}/" if settings.rules_url else "")
            ),
            sources=sources_of(edit_address_of(config), paths),
            data_file=folder_of(config) + self.config.data_file if self.config.data_file else "",
            site_url=str(config.site_url or ""),
            taken={*(file.dest_uri for file in files), *site.linked},
            root=folder_of(config),
            directory_urls=config.use_directory_urls,
        )
        for project in site.portfolio.projects:
            self.pages[layout.names[project.name]] = partial(site.project, project, addresses)
        for view in VIEWS:
            for one in langs:
                made = partial(site.view, view, one, addresses)
                is_home = view is HOME and one == langs[0]
                self.pages[views[view.id, one].src_uri] = self._introduced(made) if is_home else made
        for called, path in site.linked.items():
            generated(called, Path(path), files, config, InclusionLevel.NOT_IN_NAV)
        self._add_plain(self.config.data_file, site.data, files, config)
        for called, text in asset_texts().items():
            self._add_plain(called, text, files, config)
        self._made = MadeAhead(self.pages, partial(site.files, addresses), config.site_dir)
        self._held.callback(self._made.close)
        self._folders = {str(Path(path).parent) for path in layout.files if not path.startswith(layout.docs + os.sep)}
        self._watch_folders()
        return files

    def _add_views(
        self, langs: list[Lang], layout: Layout, files: Files, config: MkDocsConfig
    ) -> dict[tuple[str, str], File]:
        """The MkDocs file of each view in each language; the portfolio's home, in the first, is where the layout has it."""
        found: dict[tuple[str, str], File] = {}
        for view in VIEWS:
            for lang in langs:
                is_home = view is HOME and lang == langs[0]
                called = (
                    layout.home if is_home else f"{layout.views}{'' if lang == langs[0] else f'{lang}/'}{view.id}.md"
                )
                file = files.get_file_from_path(called)
                if is_home:
                    self._introduction = file
                if file is None:
                    is_listed = is_home and self.config.nav and not config.nav
                    level = InclusionLevel.INCLUDED if is_listed else InclusionLevel.NOT_IN_NAV
                    file = generated(called, ANY_PAGE, files, config, level)
                found[view.id, lang] = file
            self._entries.setdefault(view.entry, found[view.id, langs[0]].src_uri)
        return found

    def _introduced(self, make: Callable[[str], Page]) -> Callable[[], Page]:
        """The portfolio's home, below the team's own page of that name where there is one, and with its metadata."""
        file = self._introduction
        if file is None:
            return lambda: make("")
        try:
            text, meta = get_data(file.content_string)
        except UnicodeDecodeError as error:
            raise PluginError(say(filled(_NOT_UTF_8, file.src_uri), environment_lang())) from error

        if self.layout is not None and file.abs_src_path:
            text = relinked(text, Path(file.abs_src_path), file.src_uri, self.layout)

        def introduced() -> Page:
            made = make(text)
            return made._replace(meta={**made.meta, **meta})

        return introduced

    def _add_rules(self, files: Files, config: MkDocsConfig, lang: str) -> dict[str, str]:
        """The rule reference in the folder that the options name, by code; pages of the team's own there are left alone."""
        found: dict[str, str] = {}
        for name, make in rule_pages(lang).items():
            called = f"{self.config.rules}/{name}"
            file = files.get_file_from_path(called)
            if file is None:
                is_listed = name == "index.md" and not config.nav
                level = InclusionLevel.INCLUDED if is_listed else InclusionLevel.NOT_IN_NAV
                file = generated(called, ANY_PAGE, files, config, level)
                self.pages[called] = make
                self._rules.add(called)
            found[name.removesuffix(".md")] = file.url
        return found

    def _add_plain(self, name: str, text: str, files: Files, config: MkDocsConfig) -> None:
        """A file that is no page. One of the team's own stays, but that data is no longer what it was written for."""
        if name and files.get_file_from_path(name) is None:
            path = self._room / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
            generated(name, path, files, config)
        elif name and name == self.config.data_file:
            raise PluginError(say(filled(_DATA_TAKEN, name), environment_lang()))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Put pages of our own in place of MkDocs', but for those in the navigation, which others hold already."""
        made, addresses, layout = self._made, self.addresses, self.layout
        if made is None or addresses is None or layout is None:
            return nav
        held = {page.file.src_uri for page in nav.pages}
        found: dict[str, MkDocsPage] = {}
        for name in self.pages:
            file = files.get_file_from_path(name)
            if file is not None and name not in held and type(file.page) in {MkDocsPage, type(None)}:
                SourcePage(file, config, partial(made.page, name))  # it tells the file of itself
            if file is not None and file.page is not None:
                found[name] = file.page
        for document, called in layout.names.items():
            if called in found and found[called].edit_url is None:
                found[called].edit_url = addresses.sources.edit.get(document)
        if self.config.nav:
            self._join(nav, found, addresses.langs[0])
        return nav

    def _join(self, nav: Navigation, pages: Mapping[str, MkDocsPage], lang: Lang) -> None:
        """Make the portfolio one section of the navigation, and the rule reference one where it is listed."""
        rules = [pages[name] for name in sorted(self._rules) if name in pages]
        index = next((page for page in rules if page.is_index), None)
        if index is not None and isinstance(index.parent, Section):
            adopt(index.parent, rules)
        entries = []
        for entry in filter(entry_views, ENTRIES):
            page = pages.get(self._entries[entry])
            if page is None:  # another plugin has made its own of it
                return
            entries.append(page)
        beside = [page for name, page in pages.items() if name not in self._rules]
        join(nav, entries, say(HOME.title, lang), beside)
        for page, entry in zip(entries, filter(entry_views, ENTRIES), strict=True):
            page.title = say(ENTRIES[entry], lang)

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:  # noqa: ARG002 - MkDocs' signature
        """Nothing of a page of ours is read once more: its text is known, and its file may be gone by now."""
        return "" if page.file.src_uri in self.pages else None

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - MkDocs' signature
        """Replace the text and the metadata of our pages in the navigation; the plugins after us see ours."""
        is_ours = page.file.src_uri in self.pages
        if not is_ours and self.layout is not None and page.file.abs_src_path:
            return relinked(markdown, Path(page.file.abs_src_path), page.file.src_uri, self.layout)
        if not is_ours or self._made is None or isinstance(page, SourcePage):
            return markdown
        made = self._made.page(page.file.src_uri)
        page.meta = fitted(made.meta, config)
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
        """Put our parts into the rendered text, after the search has indexed it; let the theme speak the page's language."""
        if page.file.src_uri in self.pages and page.content:
            own = (
                (page.parts, page.lang) if isinstance(page, SourcePage) else self.parts.pop(page.file.src_uri, ({}, ""))
            )
            page.content = without_inline_alignment(with_parts(page.content, *own))
        context["config"] = in_language(context["config"], page.meta.get("lang"))
        return context

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002 - MkDocs' signature
        """Rebuild when the configuration, its contract or a document outside ``docs_dir`` changes."""
        self._server = server
        settings = self.settings
        if settings is None:
            return server
        root = settings.root  # in which more stands, our cache among it
        watched = [folder for folder in searched_folders(settings) if folder != root]
        if settings.contract is not None:
            watched.append(settings.root / settings.contract)
        for path in [settings.file, *watched]:
            if path is not None and path.exists():
                server.watch(str(path))
        self._watched = {folder for folder in self._folders if any(Path(folder).is_relative_to(one) for one in watched)}
        self._watch_folders()
        return server

    def _watch_folders(self) -> None:
        """Watch where documents outside ``docs_dir`` stand, those that have come since the last build among them."""
        if self._server is not None:
            for folder in sorted(self._folders - self._watched):
                self._server.watch(folder, recursive=False)
            self._watched |= self._folders
