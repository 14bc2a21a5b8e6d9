"""The pages and files of a portfolio's site. Each door (the MkDocs plugin, ``prospectus site``) decides where they are, and puts them there.

Documents are read one at a time, into plain facts and the Markdown of their page, and let go.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from prospectus.engine.export import portfolio_frame, project_data, without_addresses
from prospectus.engine.jobs import mapped
from prospectus.ground.language import LANGS, ToldError, filled
from prospectus.writing.next_stage import next_stage, title_in

from prospectus_site.addresses.here import Here
from prospectus_site.addresses.linked_files import Linked, linked_files
from prospectus_site.build.files import outputs, portfolio_feed
from prospectus_site.build.forwarding import forwards
from prospectus_site.facts.project import Ahead, Lack, Project, page_lang, project_of
from prospectus_site.history.workspace import history_of
from prospectus_site.outputs.twin import twin_body
from prospectus_site.pages.file_links import published
from prospectus_site.pages.project.page import project_markdown, project_page
from prospectus_site.pages.view_page import view_page
from prospectus_site.portfolio.portfolio import Portfolio
from prospectus_site.views.all import HOME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from prospectus.engine.report import Report
    from prospectus.engine.workspace import Workspace
    from prospectus.ground.language import Text
    from prospectus.model.diagnostic import Diagnostic
    from prospectus.model.document import Document
    from prospectus.model.record import Record

    from prospectus_site.addresses.addresses import Addresses
    from prospectus_site.addresses.layout import Layout
    from prospectus_site.pages.page import Page
    from prospectus_site.views.view import Answer, View


CHANGED: Text = {
    "en": "{0} has changed, or is gone, since it was checked; build the site again",
    "ko": "{0} 파일이 검사한 뒤에 바뀌었거나 없어졌습니다. 사이트를 다시 빌드하세요",
}
"""What is told of a file that is no longer what the site was to be made of."""

RETIRED = "retired"
"""The stage to which nobody is on the way: of a project in its last stage but one, nothing is missing for it."""


class Read(NamedTuple):
    """What was read of one document: its facts, the Markdown of its page, and its part of the portfolio's data (JSON).

    ``files`` are the paths of files that its links make part of the site, by their names in it. ``is_outdated`` tells that the document
    is no longer what was checked.
    """

    project: Project
    markdown: str
    data: str
    files: Mapping[str, str]
    text: str
    """The document's body for readers of Markdown."""
    is_outdated: bool


class Reader:
    """Reads the documents of a checked workspace, by their records. Reading goes on in several processes where there are many."""

    def __init__(
        self, workspace: Workspace, reports: Mapping[str, Mapping[str, Sequence[Diagnostic]]], layout: Layout | None
    ) -> None:
        self._workspace = workspace
        self._reports = reports
        self._layout = layout

    def __call__(self, record: Record) -> Read:
        """What the site needs of a document, told in the language of its page."""
        lang = page_lang(record)
        document = self._workspace.document(record.name)
        findings = tuple(self._reports[lang].get(record.name, ()))
        project = project_of(document, record, findings, _ahead(self._workspace, document, lang))
        data = without_addresses(project_data(record, document, findings))
        linked = linked_files(document, self._layout) if self._layout is not None else Linked()
        markdown = project_markdown(document, project, linked.changed)
        is_outdated = self._workspace.is_outdated(document)
        text = twin_body(document, self._layout, linked.files)
        return Read(project, markdown, json.dumps(data, ensure_ascii=False), linked.files, text, is_outdated)


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
            self._feeds[addresses] = portfolio_feed(self.portfolio, addresses, self.title)
        return self._feeds[addresses]

    def files(self, addresses: Addresses) -> Iterator[tuple[str, Callable[[], str]]]:
        """The plain files beside the pages: where each is in the site, and what makes it."""
        return outputs(self, addresses)

    def forwards(self, addresses: Addresses) -> Iterator[tuple[str, Callable[[], str]]]:
        """The pages that lead to those of projects, in the same form; none replaces a file that is there already."""
        return forwards(self.portfolio, self._layout, addresses)

    def data(self) -> str:
        """The data of the portfolio as JSON, without mail addresses."""
        frame = json.dumps(without_addresses(portfolio_frame(self.workspace)), ensure_ascii=False)
        return f'{frame[:-1]}, "projects": [{", ".join(read.data for read in self.read.values())}]}}'


def _ahead(workspace: Workspace, document: Document, lang: str) -> Ahead | None:
    gate = next_stage(workspace, document, lang, is_alone=True)
    if gate is None or gate.end is None or gate.end.id == RETIRED:
        return None
    lacks = tuple(
        Lack(
            kind=item.kind,
            id=item.id,
            title=item.title,
            what=item.what,
            code=item.diagnostic.code,
            is_error=item.diagnostic.severity.word == "error",
            titles={other: item.title if other == lang else title_in(document, item, other) for other in LANGS},
        )
        for item in gate.items
    )
    return Ahead(gate.end.id, gate.end.title, lacks)
