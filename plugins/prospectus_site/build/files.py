"""The plain files of a portfolio's site: the tables and data of views and projects, a feed, and what language models read.

Each is made of what was read, and of nothing else: neither the day nor the machine of the build is in any.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from prospectus.ground.language import say

from prospectus_site.addresses.addresses import FEED, review_url
from prospectus_site.addresses.here import Here
from prospectus_site.marks.badges import stage_title
from prospectus_site.marks.state_names import metric_names, state_names
from prospectus_site.marks.terms import PROMISES
from prospectus_site.outputs.feed import Project as Subject
from prospectus_site.outputs.feed import atom_feed, entries_of
from prospectus_site.outputs.llms import Link, Listed, llms_txt, markdown_twin, sections_of
from prospectus_site.pages.review_pack import STYLESHEET, has_review, review_pack, review_stylesheet
from prospectus_site.pages.view_page import csv_name, json_name, view_json
from prospectus_site.tables.table import table_csv
from prospectus_site.views.all import HOME, VIEWS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prospectus.ground.language import Text

    from prospectus_site.addresses.addresses import Addresses
    from prospectus_site.build.site import Site
    from prospectus_site.facts.project import Project
    from prospectus_site.portfolio.portfolio import Portfolio

_STAGE: Text = {"en": "Stage", "ko": "단계"}
_STATUS: Text = {"en": "Status", "ko": "상태"}
_VERDICT: Text = {"en": "Verdict", "ko": "판정"}
_OWNER: Text = {"en": "Owner", "ko": "책임자"}
_UPDATED: Text = {"en": "Updated", "ko": "수정일"}
_PROBLEM: Text = {"en": "Problem", "ko": "문제"}
_PROMISE: Text = {"en": "Promise", "ko": "목표 달성"}
_PORTFOLIO: Text = {"en": "The whole portfolio as JSON", "ko": "포트폴리오 전체 JSON"}
_FACTS: Text = {"en": "all facts of all projects, as written", "ko": "모든 프로젝트의 사실 정보를 적힌 그대로"}
_NEWS: Text = {"en": "What is new (Atom)", "ko": "새 소식(Atom)"}


def outputs(site: Site, addresses: Addresses) -> Iterator[tuple[str, Callable[[], str]]]:
    """The plain files beside the pages: where each is in the site, and what makes it.

    No two have one place, and none has that of a file that others make.
    """
    lang = addresses.langs[0]
    for view in VIEWS:
        answer = site.answer(view, Here(addresses, addresses.views[view.id, lang], lang))
        for table in answer.tables:
            yield addresses.folder + csv_name(view, table), partial(table_csv, table)
        yield addresses.folder + json_name(view), partial(view_json, view, answer, site.portfolio)
    for project in site.portfolio.projects:
        yield unquote(addresses.data_of(project.name)), partial(_data, site, project)
        yield unquote(addresses.text_of(project.name)), partial(project_text, site, project, addresses)
        if has_review(project):
            here = Here(addresses, review_url(addresses.projects[project.name]), project.lang)
            yield unquote(here.at), partial(review_pack, project, site.portfolio, here)
    yield STYLESHEET, review_stylesheet
    feed = site.feed(addresses)
    if feed is not None:
        yield addresses.folder + FEED, lambda: feed
    if addresses.data_file:
        yield addresses.data_file, site.data
    if addresses.llms not in addresses.taken:
        yield addresses.llms, partial(_llms, site, addresses)


def _data(site: Site, project: Project) -> str:
    return f"{site.read[project.name].data}\n"


def project_text(site: Site, project: Project, addresses: Addresses) -> str:
    """A project as plain Markdown, in the language of its page."""
    lang, lifecycle, record = project.lang, site.portfolio.lifecycle, project.record
    names = state_names(lifecycle, lang)
    facts = [
        (_STAGE, names.get(record.stage or "", record.stage or "")),
        (_STATUS, names.get(record.status or "", record.status or "")),
        (_VERDICT, names.get(record.verdict or "", record.verdict or "")),
        (_OWNER, project.owner),
        (_UPDATED, record.updated or ""),
        (_PROMISE, _promise(project, lang)),
        (_PROBLEM, record.statement or ""),
    ]
    page = addresses.projects[project.name]
    url = urljoin(addresses.site_url, page) if addresses.site_url else Here(addresses, page, lang).url(page)
    told = ((say(label, lang), value) for label, value in facts)
    return markdown_twin(project.title, told, site.read[project.name].text, lang, url=url)


def _promise(project: Project, lang: str) -> str:
    """What became of the promise of the metric that stands for a project: ``Recall: kept``."""
    metric = project.headline
    if metric is None or metric.promise == "none":
        return ""
    return f"{metric.called}: {say(PROMISES[metric.promise], lang)}"


def portfolio_feed(portfolio: Portfolio, addresses: Addresses, title: str) -> str | None:
    """The feed of a portfolio, in the first language of the site; None without the site's address, or without news."""
    if not addresses.site_url:
        return None
    lang = addresses.langs[0]
    names = state_names(portfolio.lifecycle, lang)
    documents = portfolio.history.documents if portfolio.history is not None else {}
    entries = (
        entry
        for project in portfolio.projects
        for entry in entries_of(
            Subject(project.name, project.title, addresses.projects[project.name], project.record.updated),
            documents[project.name].events if project.name in documents else (),
            lang,
            names,
            metric_names(project),
        )
    )
    return atom_feed(addresses.site_url, addresses.folder + FEED, title or say(HOME.title, lang), entries, lang)


def _llms(site: Site, addresses: Addresses) -> str:
    portfolio = site.portfolio
    lang = addresses.langs[0]

    def absolute(url: str) -> str:
        return urljoin(addresses.site_url, url) if addresses.site_url else url

    listed = (
        Listed(
            project.title,
            absolute(addresses.text_of(project.name)),
            (stage_title(project, portfolio.lifecycle, lang), project.owner, _promise(project, lang)),
            project.record.statement,
            project.record.has_ended,
        )
        for project in portfolio.projects
    )
    data = [
        Link(say(view.title, lang), absolute(addresses.folder + json_name(view)), say(view.question, lang))
        for view in VIEWS
    ]
    if addresses.data_file:
        data.insert(0, Link(say(_PORTFOLIO, lang), absolute(addresses.data_file), say(_FACTS, lang)))
    if site.feed(addresses) is not None:
        data.append(Link(say(_NEWS, lang), absolute(addresses.folder + FEED)))
    return llms_txt(site.title or say(HOME.title, lang), sections_of(listed, data, lang), lang)
