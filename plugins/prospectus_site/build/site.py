"""The pages and files of a portfolio's site. Each door (the MkDocs plugin, ``prospectus site``) decides where they are, and puts them there."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING

from prospectus.engine.export import portfolio_frame, without_addresses
from prospectus.engine.jobs import mapped
from prospectus.ground.language import LANGS, ToldError, filled, say

from prospectus_site.addresses.here import Here
from prospectus_site.build.files import plain_files
from prospectus_site.build.reading import Reader
from prospectus_site.facts.project import Project, page_lang
from prospectus_site.history.workspace import history_of
from prospectus_site.outputs.feed import portfolio_feed
from prospectus_site.outputs.redirects import redirects
from prospectus_site.pages.file_links import published
from prospectus_site.pages.project.page import project_page
from prospectus_site.pages.view_page import view_page
from prospectus_site.portfolio.portfolio import Portfolio
from prospectus_site.views.all import HOME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prospectus.engine.report import Report
    from prospectus.engine.workspace import Workspace
    from prospectus.ground.language import Text

    from prospectus_site.addresses.addresses import Addresses
    from prospectus_site.addresses.layout import Layout
    from prospectus_site.pages.page import Page
    from prospectus_site.views.view import Answer, View


CHANGED: Text = {
    "en": "{0} has changed, or is gone, since it was checked; build the site again",
    "ko": "{0} 파일이 검사한 뒤에 바뀌었거나 없어졌습니다. 사이트를 다시 빌드하세요",
}
"""What is told of a file that is no longer what the site was to be made of."""


class Site:
    """The site of a checked workspace. Where there is a layout, documents that it leaves out are nowhere in it."""

    def __init__(
        self,
        workspace: Workspace,
        report: Report,
        lang: str,
        layout: Layout | None = None,
        *,
        with_history: bool = False,
        title: str = "",
    ) -> None:
        """``report`` is that of the workspace in the language ``lang``.

        ``with_history`` asks git what the documents were before. ``title`` is what the whole site is called.

        Raises :class:`ToldError` when a document is no longer what was checked.
        """
        self.workspace = workspace
        records = [record for record in workspace.records if layout is None or record.name in layout.names]
        others = {other: [one.name for one in records if page_lang(one) == other] for other in LANGS if other != lang}
        reports = {lang: report.by_path()}
        for other, names in others.items():
            reports[other] = workspace.report(other, names).by_path() if names else {}
        self.read = {one.project.name: one for one in mapped(Reader(workspace, reports, layout), records)}
        outdated = next((name for name, one in self.read.items() if one.is_outdated), None)
        if outdated is not None:
            raise ToldError(filled(CHANGED, outdated))
        projects = (one.project for one in self.read.values())
        history = history_of(workspace, self.read) if with_history else None
        self.portfolio = Portfolio(projects, workspace.contract.lifecycle, workspace.today, history)
        self.title = title
        self._layout = layout
        self._feeds: dict[Addresses, str | None] = {}
        self._answers: dict[tuple[str, str], Answer] = {}

    def title_in(self, lang: str) -> str:
        """What the whole site is called; what its home is, where nobody said."""
        return self.title or say(HOME.title, lang)

    @property
    def linked(self) -> dict[str, str]:
        """The paths of the files that documents link to and that the site needs, by their names in it."""
        return {name: path for read in self.read.values() for name, path in read.files.items()}

    def project(self, project: Project, addresses: Addresses) -> Page:
        """The page of a project."""
        here = Here(addresses, addresses.projects[project.name], project.lang)
        return project_page(self.read[project.name].markdown, project, self.portfolio, here)

    def view(self, view: View, lang: str, addresses: Addresses, introduction: str = "") -> Page:
        """The page of a view in a language."""
        here = Here(addresses, addresses.views[view.id, lang], lang)
        more = published(here, has_feed=self.feed(addresses) is not None) if view is HOME else ()
        return view_page(view, self.answer(view, here), self.portfolio, here, introduction, more)

    def answer(self, view: View, here: Here) -> Answer:
        """What a view shows in a language; it is asked once."""
        key = view.id, here.lang
        if key not in self._answers:
            self._answers[key] = view.make(self.portfolio, here)
        return self._answers[key]

    def feed(self, addresses: Addresses) -> str | None:
        """The feed; None where there is none. It is made once."""
        if addresses not in self._feeds:
            self._feeds[addresses] = portfolio_feed(self.portfolio, addresses, self.title_in(addresses.langs[0]))
        return self._feeds[addresses]

    def files(self, addresses: Addresses) -> Iterator[tuple[str, Callable[[], str]]]:
        """The plain files beside the pages: where each is in the site, and what makes it."""
        return plain_files(self, addresses)

    def redirects(self, addresses: Addresses) -> Iterator[tuple[str, Callable[[], str]]]:
        """The pages that lead to those of projects, in the same form; none replaces a file that is there already."""
        return redirects(self.portfolio, self._layout, addresses)

    @cached_property
    def data(self) -> str:
        """The data of the portfolio as JSON, without mail addresses. It is long, and asked for by MkDocs and with the other files."""
        frame = json.dumps(without_addresses(portfolio_frame(self.workspace)), ensure_ascii=False)
        return f'{frame[:-1]}, "projects": [{", ".join(read.data for read in self.read.values())}]}}'
