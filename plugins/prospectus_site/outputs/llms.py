"""The portfolio for a language model: ``llms.txt`` (llmstxt.org), which links to each project as plain Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from prospectus.ground.language import say

from prospectus_site.addresses.addresses import FEED
from prospectus_site.marks.badges import headline_promise, stage_title
from prospectus_site.outputs.markdown import destination, inline, one_line
from prospectus_site.views.all import VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prospectus.ground.language import Text

    from prospectus_site.addresses.addresses import Addresses
    from prospectus_site.portfolio.portfolio import Portfolio

OPTIONAL = "Optional"
"""The title of the section that a reader in a hurry may leave out: the format's own word, in every language."""

LONGEST_NOTE = 300
"""In characters: a longer note behind a link is cut."""


_PROJECTS: Text = {"en": "Projects", "ko": "프로젝트"}
_DATA: Text = {"en": "Data", "ko": "데이터"}
_SUMMARY: Text = {
    "en": "Machine-learning projects: what each is for, how far it is, what was promised and what was measured.",
    "ko": "머신러닝 프로젝트의 목적과 진행 단계, 목표와 측정 결과를 모은 포트폴리오입니다.",
}
_PORTFOLIO: Text = {"en": "The whole portfolio as JSON", "ko": "포트폴리오 전체 JSON"}
_FACTS: Text = {"en": "all facts of all projects, as written", "ko": "모든 프로젝트의 사실 정보를 적힌 그대로"}
_NEWS: Text = {"en": "What is new (Atom)", "ko": "새 소식(Atom)"}


class Link(NamedTuple):
    """A link with a note of what is behind it."""

    title: str
    url: str
    note: str = ""


class Section(NamedTuple):
    """Links under a heading."""

    title: str
    links: Sequence[Link]


class Listed(NamedTuple):
    """A project in the list. ``url`` is that of its Markdown; ``facts`` such as stage and owner, in words, stand before the statement."""

    title: str
    url: str
    facts: tuple[str, ...] = ()
    statement: str | None = None
    has_ended: bool = False


def portfolio_llms(portfolio: Portfolio, addresses: Addresses, title: str, *, has_feed: bool) -> str:
    """``llms.txt`` of a portfolio, in the first language of the site."""
    lang = addresses.langs[0]

    def absolute(url: str) -> str:
        return urljoin(addresses.site_url, url) if addresses.site_url else url

    listed = (
        Listed(
            project.title,
            absolute(addresses.text_of(project.name)),
            (stage_title(project, portfolio.lifecycle, lang), project.owner, headline_promise(project, lang)),
            project.record.statement,
            project.record.has_ended,
        )
        for project in portfolio.projects
    )
    data = [
        Link(say(view.title, lang), absolute(addresses.folder + view.json_name), say(view.question, lang))
        for view in VIEWS
    ]
    if addresses.data_file:
        data.insert(0, Link(say(_PORTFOLIO, lang), absolute(addresses.data_file), say(_FACTS, lang)))
    if has_feed:
        data.append(Link(say(_NEWS, lang), absolute(addresses.folder + FEED)))
    return llms_txt(title, sections_of(listed, data, lang), lang)


def sections_of(projects: Iterable[Listed], data: Sequence[Link], lang: str) -> list[Section]:
    """The sections of a portfolio: its projects, its data, and under ``Optional`` the projects that have ended."""
    listed = [*projects]
    found = (
        Section(say(_PROJECTS, lang), [_link(one) for one in listed if not one.has_ended]),
        Section(say(_DATA, lang), data),
        Section(OPTIONAL, [_link(one) for one in listed if one.has_ended]),
    )
    return [section for section in found if section.links]


def _link(project: Listed) -> Link:
    facts = " · ".join(filter(None, project.facts))
    return Link(project.title, project.url, ". ".join(filter(None, (facts, project.statement))))


def llms_txt(title: str, sections: Iterable[Section], lang: str, summary: str | None = None) -> str:
    """The text of ``llms.txt``: a heading, a summary as a quotation, and sections with links."""
    lines = [f"# {inline(title)}", "", f"> {inline(summary or say(_SUMMARY, lang))}", ""]
    for section in sections:
        lines += [f"## {inline(section.title)}", "", *map(_item, section.links), ""]
    return "\n".join(lines[:-1]) + "\n"


def _item(link: Link) -> str:
    note = _cut(one_line(link.note))
    text = f"- [{inline(link.title) or '?'}]({destination(link.url)})"
    return f"{text}: {inline(note)}" if note else text


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_NOTE else f"{text[: LONGEST_NOTE - 1].rstrip()}…"
