"""The pages and files of a portfolio's site. Each door (the MkDocs plugin, ``prospectus site``) decides where they are, and puts them there.

Documents are read one at a time, into plain facts and the Markdown of their page, and let go.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from prospectus.engine.export import portfolio_frame, project_data, without_addresses
from prospectus.engine.jobs import mapped
from prospectus.ground.language import LANGS
from prospectus.writing.next_stage import next_stage

from prospectus_site.addresses import Addresses, Here, review_url
from prospectus_site.facts.project import Ahead, Lack, Project, page_lang, project_of
from prospectus_site.portfolio import Portfolio
from prospectus_site.project_page import project_markdown, project_page
from prospectus_site.review_pack import STYLESHEET, has_review, review_pack, review_stylesheet
from prospectus_site.table import table_csv
from prospectus_site.view_page import csv_name, json_name, view_json, view_page
from prospectus_site.views.all import VIEWS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from prospectus.engine.report import Report
    from prospectus.engine.workspace import Workspace
    from prospectus.model.diagnostic import Diagnostic
    from prospectus.model.document import Document
    from prospectus.model.record import Record

    from prospectus_site.page import Page
    from prospectus_site.view import Answer, View


class Read(NamedTuple):
    """What was read of one document: its facts, the Markdown of its page, and its part of the portfolio's data (JSON)."""

    project: Project
    markdown: str
    data: str


class Reader:
    """Reads the documents of a checked workspace, by their records. Reading goes on in several processes where there are many."""

    def __init__(self, workspace: Workspace, reports: Mapping[str, Mapping[str, Sequence[Diagnostic]]]) -> None:
        self._workspace = workspace
        self._reports = reports

    def __call__(self, record: Record) -> Read:
        """What the site needs of a document, told in the language of its page."""
        lang = page_lang(record)
        document = self._workspace.document(record.name)
        findings = tuple(self._reports[lang].get(record.name, ()))
        project = project_of(document, record, findings, _ahead(self._workspace, document, lang))
        data = without_addresses(project_data(record, document, findings))
        return Read(project, project_markdown(document, project), json.dumps(data, ensure_ascii=False))


class Site:
    """The site of a checked workspace, without the documents ``left_out``."""

    def __init__(self, workspace: Workspace, report: Report, lang: str, left_out: Collection[str] = ()) -> None:
        """``report`` is that of the workspace in the language ``lang``."""
        self.workspace = workspace
        records = [record for record in workspace.records if record.name not in left_out]
        others = {other: [one.name for one in records if page_lang(one) == other] for other in LANGS if other != lang}
        reports = {lang: report.by_path()}
        for other, names in others.items():
            reports[other] = workspace.report(other, names).by_path() if names else {}
        self.read = {one.project.name: one for one in mapped(Reader(workspace, reports), records)}
        projects = (one.project for one in self.read.values())
        self.portfolio = Portfolio(projects, workspace.contract.lifecycle, workspace.today)
        self._answers: dict[tuple[str, str], Answer] = {}

    def project(self, project: Project, addresses: Addresses, *, keeps_navigation: bool = False) -> Page:
        """The page of a project; ``keeps_navigation`` where the theme shows the contents in its sidebar."""
        here = Here(addresses, addresses.projects[project.name], project.lang)
        markdown = self.read[project.name].markdown
        return project_page(markdown, project, self.portfolio, here, keeps_navigation=keeps_navigation)

    def view(self, view: View, lang: str, addresses: Addresses, introduction: str = "") -> Page:
        """The page of a view in a language."""
        here = Here(addresses, addresses.views[view.id, lang], lang)
        return view_page(view, self._answer(view, here), self.portfolio, here, introduction)

    def _answer(self, view: View, here: Here) -> Answer:
        """What a view shows in a language; it is asked once."""
        key = view.id, here.lang
        if key not in self._answers:
            self._answers[key] = view.make(self.portfolio, here)
        return self._answers[key]

    def files(self, addresses: Addresses) -> Iterator[tuple[str, Callable[[], str]]]:
        """The plain files beside the pages: where each is in the site, and what makes it."""
        for view in VIEWS:
            lang = addresses.langs[0]
            answer = self._answer(view, Here(addresses, addresses.views[view.id, lang], lang))
            for table in answer.tables:
                yield addresses.folder + csv_name(view, table), partial(table_csv, table)
            yield addresses.folder + json_name(view), partial(view_json, view, answer, self.portfolio)
        yield STYLESHEET, review_stylesheet
        for project in self.portfolio.projects:
            if has_review(project):
                here = Here(addresses, review_url(addresses.projects[project.name]), project.lang)
                yield here.at, partial(review_pack, project, self.portfolio, here)

    def data(self) -> str:
        """The data of the portfolio as JSON, without mail addresses."""
        frame = json.dumps(without_addresses(portfolio_frame(self.workspace)), ensure_ascii=False)
        return f'{frame[:-1]}, "projects": [{", ".join(read.data for read in self.read.values())}]}}'


def _ahead(workspace: Workspace, document: Document, lang: str) -> Ahead | None:
    gate = next_stage(workspace, document, lang, is_alone=True)
    if gate is None or gate.end is None:
        return None
    lacks = tuple(
        Lack(item.kind, item.id, item.title, item.what, item.diagnostic.code, item.diagnostic.severity.word == "error")
        for item in gate.items
    )
    return Ahead(gate.end.id, gate.end.title, lacks)
