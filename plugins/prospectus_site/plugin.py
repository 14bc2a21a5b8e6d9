"""The MkDocs plugin: a thin adapter between MkDocs' events and the pages of a portfolio."""

from __future__ import annotations

import json
import os
import posixpath
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel
from prospectus.config import Config as ProspectusConfig
from prospectus.config import ConfigError, find_config
from prospectus.engine.export import portfolio_data, without_addresses
from prospectus.engine.workspace import Workspace
from prospectus.ground.language import environment_lang, filled, say
from prospectus.ground.severity import Severity
from prospectus.ground.terminal import plain

from prospectus_site.pages import Page, home_page, project_pages
from prospectus_site.rule_reference import rule_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page as MkDocsPage
    from prospectus.engine.report import Report
    from prospectus.model.document import Document

log = get_plugin_logger("prospectus")

HERE = Path(__file__).parent
_NO_EPOCH = {
    "en": "SOURCE_DATE_EPOCH is '{0}', which is no number of seconds since 1970",
    "ko": "SOURCE_DATE_EPOCH가 '{0}'입니다. 1970년부터 센 초가 아닙니다",
}
STYLESHEET = "assets/prospectus/prospectus.css"


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


class ProspectusPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Renders the documents of a portfolio as pages of a MkDocs site."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.settings: ProspectusConfig | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Offer our templates behind the user's own and before the theme's; add the stylesheet."""
        start = Path(config.config_file_path or ".").parent
        try:
            self.settings = find_config(start, Path(self.config.config) if self.config.config else None)
        except ConfigError as error:
            raise PluginError(say(error.text, environment_lang())) from error
        templates = str(HERE / "templates")
        if templates not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, templates)
        if STYLESHEET not in config.extra_css:
            config.extra_css.insert(0, STYLESHEET)
        return config

    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read and lint the portfolio, and make its pages; the other plugins have added their files by now."""
        settings = self.settings
        assert settings is not None, "MkDocs calls on_config first"  # noqa: S101 - a promise of MkDocs
        today = _today()
        lang = settings.lang or ("ko" if str(config.theme.get("language", "en")).startswith("ko") else "en")
        try:
            workspace = Workspace(settings, today=today, folder=settings.root)
        except ConfigError as error:
            raise PluginError(say(error.text, environment_lang())) from error
        workspace.check_all()
        report = workspace.report(lang)
        documents = [workspace.document(name) for name in workspace.names]
        lifecycle = workspace.contract.lifecycle
        self._judge(report, strict=config.strict)
        addresses = self._add_documents(documents, files, config)

        def address(document: Document) -> str:
            return addresses[document.source.name].url

        introduction = files.get_file_from_path(self.config.index)
        text = introduction.content_string if introduction else ""
        home_file = introduction or File.generated(
            config, self.config.index, abs_src_path=str(HERE / "assets" / "home.md")
        )
        if introduction is None:
            files.append(home_file)
        home = home_page(documents, lifecycle, report, lang, today, address, self.config.data_file, text)
        self.pages = {home_file.src_uri: home}
        for name, page in project_pages(documents, report, today, address, home_file.url).items():
            self.pages[addresses[name].src_uri] = page
        if self.config.rules:
            self._add_rules(files, config, lang)
        data = json.dumps(without_addresses(portfolio_data(workspace, report)), ensure_ascii=False)
        files.append(File.generated(config, self.config.data_file, content=data))
        files.append(File.generated(config, STYLESHEET, abs_src_path=str(HERE / "assets" / "prospectus.css")))
        return files

    def _judge(self, report: Report, *, strict: bool) -> None:
        """Log the findings; in a strict build, errors end it, however quiet it is."""
        for diagnostic in report.diagnostics:
            if diagnostic.severity is Severity.INFO:
                continue
            said = f"{diagnostic.path}:{diagnostic.start.line}:{diagnostic.start.column}: [{diagnostic.code}] {diagnostic.message}"
            write = log.warning if diagnostic.severity is Severity.ERROR and not strict else log.info
            write("%s", plain(said))
        if report.internal_errors:
            first = report.internal_errors[0]
            message = f"internal error: rule {first.code} failed on {first.path}: {first.error}"
            raise PluginError(message)
        errors = [diagnostic for diagnostic in report.diagnostics if diagnostic.severity is Severity.ERROR]
        if errors and strict:
            lines = [
                plain(f"{error.path}:{error.start.line}:{error.start.column}: [{error.code}] {error.message}")
                for error in errors
            ]
            raise PluginError("\n".join([f"{len(errors)} findings of severity error", *lines]))

    def _add_documents(self, documents: Sequence[Document], files: Files, config: MkDocsConfig) -> dict[str, File]:
        """The MkDocs file of each document; documents outside ``docs_dir`` get one beside the portfolio's page."""
        docs = Path(config.docs_dir).resolve()
        found: dict[str, File] = {}
        for document in documents:
            path = (document.source.path or Path(document.source.name)).absolute()
            try:
                uri = path.relative_to(docs).as_posix()
            except ValueError:
                uri = posixpath.join(posixpath.dirname(self.config.index), path.name)
            file = files.get_file_from_path(uri)
            if file is None:
                file = File.generated(config, uri, abs_src_path=str(path))
                files.append(file)
            if file.inclusion in {InclusionLevel.UNDEFINED, InclusionLevel.INCLUDED}:
                file.inclusion = InclusionLevel.NOT_IN_NAV  # a sidebar of all projects costs more than it helps
            found[document.source.name] = file
        return found

    def _add_rules(self, files: Files, config: MkDocsConfig, lang: str) -> None:
        """The rule reference, in the folder that the options name; pages of the team's own there are left alone."""
        for name, page in rule_pages(lang).items():
            uri = posixpath.join(self.config.rules, name)
            if files.get_file_from_path(uri) is None:
                file = File.generated(config, uri, abs_src_path=str(HERE / "assets" / "home.md"))
                file.inclusion = InclusionLevel.INCLUDED if name == "index.md" else InclusionLevel.NOT_IN_NAV
                files.append(file)
                self.pages[uri] = page

    @event_priority(50)
    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - MkDocs' signature
        """Replace the text and the metadata of our pages; the plugins after us see ours."""
        ours = self.pages.get(page.file.src_uri)
        if ours is None:
            return markdown
        page.meta = ours.meta
        return ours.markdown

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
                if folder.is_dir():
                    server.watch(str(folder))
        return server


def _today() -> date:
    """The build's date: that of ``SOURCE_DATE_EPOCH`` where a reproducible build sets it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), tz=UTC).date()
        except (ValueError, OverflowError, OSError) as error:
            raise PluginError(say(filled(_NO_EPOCH, epoch), environment_lang())) from error
    return datetime.now(tz=UTC).astimezone().date()
