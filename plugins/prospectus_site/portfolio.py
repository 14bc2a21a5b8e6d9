"""A portfolio as pages: the overviews from the records of all, a project's page from its document.

Nothing here knows a generator. Documents are parsed one at a time, when their page is asked for, and let go.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from prospectus.engine.export import portfolio_frame, project_data, without_addresses

from prospectus_site.pages import Page, home_page, project_page
from prospectus_site.views import Link, home_view, project_view, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prospectus.engine.report import Report
    from prospectus.engine.workspace import Workspace
    from prospectus.model.document import Document


class PortfolioPages:
    """The pages of a checked workspace.

    ``addresses`` are the URLs of the projects' pages by the names of their documents, ``home`` that of the portfolio's. ``lang`` is the
    language of the overviews; a project's page is in that of its document.
    """

    def __init__(
        self, workspace: Workspace, report: Report, lang: str, addresses: Mapping[str, str], home: str
    ) -> None:
        self.workspace = workspace
        self.lang = lang
        self._addresses = addresses
        self._home = home
        self._findings = report.by_path()
        self._lifecycle = workspace.contract.lifecycle
        self._records = {record.name: record for record in workspace.records}
        in_order = sorted(self._records.values(), key=lambda record: record.title)
        links = [None, *(Link(shown(record.title), addresses[record.name]) for record in in_order), None]
        self._neighbours = {record.name: (links[index], links[index + 2]) for index, record in enumerate(in_order)}
        self._data: dict[str, str] = {}

    def home(self, data_url: str, introduction: str = "") -> Page:
        """The home of the portfolio, below an introduction of the team's own."""
        view = home_view(
            self._records.values(), self._lifecycle, self._findings, self.lang, self.workspace.today, self._addresses
        )
        return home_page({**view, "data_url": data_url}, self.lang, introduction)

    def project(self, name: str) -> Page:
        """The page of a project, by the name of its document."""
        document = self.workspace.document(name)
        self._data[name] = self._export(name, document)
        record = self._records[name]
        lang = "ko" if record.lang == "ko" else "en"
        view = project_view(
            record,
            self._lifecycle,
            self._findings.get(name, ()),
            lang,
            self.workspace.today,
            self._neighbours[name],
            self._home,
        )
        return project_page(document, view, lang)

    def data(self) -> str:
        """The data of the portfolio as JSON, without mail addresses.

        A project's part is made with its page, for its document is at hand then; here those are added that had no page.
        """
        frame = _json(without_addresses(portfolio_frame(self.workspace)))
        projects = (self._data.get(name) or self._export(name, self.workspace.document(name)) for name in self._records)
        return f'{frame[:-1]}, "projects": [{", ".join(projects)}]}}'

    def _export(self, name: str, document: Document) -> str:
        data = project_data(self._records[name], document, self._findings.get(name, ()))
        return _json(without_addresses(data))


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)
