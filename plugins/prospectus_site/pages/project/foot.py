"""The foot of a project's page: related projects, and the ones before and after it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from prospectus_site.marks.lines import MORE, MOST_SHARING
from prospectus_site.markup import EMPTY, html, joined, tag, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.portfolio import Portfolio

_TITLE: Text = {"en": "Related projects", "ko": "관련 프로젝트"}
_NEEDS: Text = {"en": "Depends on", "ko": "의존하는 프로젝트"}
_NEEDED: Text = {"en": "Needed by", "ko": "이 프로젝트에 의존"}
_BEFORE: Text = {"en": "Supersedes", "ko": "이전 프로젝트"}
_AFTER: Text = {"en": "Superseded by", "ko": "대체한 프로젝트"}
_DATA: Text = {"en": "Same data", "ko": "같은 데이터"}
_TAGS: Text = {"en": "Same tags", "ko": "같은 태그"}
_PREVIOUS: Text = {"en": "Previous", "ko": "이전"}
_NEXT: Text = {"en": "Next", "ko": "다음"}
_NEIGHBOURS: Text = {"en": "Projects before and after", "ko": "앞뒤 프로젝트"}
_MOST = 5
"""More projects of the same tags tell nothing."""


def related(project: Project, portfolio: Portfolio, here: Here) -> Markup:
    """The projects that have to do with one, by what they have to do with it; empty without any."""
    rows = [
        tag("div", tag("dt", here.say(title)), tag("dd", content))
        for title, content in _relations(project, portfolio, here)
        if content
    ]
    if not rows:
        return EMPTY
    shown = [tag("h2", here.say(_TITLE)), tag("dl", rows, class_="prospectus-lines")]
    return tag("section", shown, class_="prospectus-related", lang=here.lang)


def _relations(project: Project, portfolio: Portfolio, here: Here) -> Iterator[tuple[Text, Markup]]:
    yield _NEEDS, joined((_named(name, portfolio, here) for name in project.depends_on), ", ")
    if project.record.id:
        yield _NEEDED, _linked(portfolio.dependents.get(project.record.id, ()), here)
    yield _BEFORE, _named(project.supersedes, portfolio, here)
    yield _AFTER, _named(project.superseded_by, portfolio, here)
    yield _DATA, joined(_by_data(project, portfolio, here), " · ")
    yield _TAGS, joined(_by_tags(project, portfolio, here), " · ")


def _named(name: str, portfolio: Portfolio, here: Here) -> Markup:
    other = portfolio.by_id.get(name)
    return here.project(other) if other is not None else written(name)


def _linked(projects: Iterable[Project], here: Here) -> Markup:
    return joined((here.project(other) for other in projects), ", ")


def _by_data(project: Project, portfolio: Portfolio, here: Here) -> Iterator[Markup]:
    shared: dict[str, dict[str, None]] = {}
    for dataset in project.datasets:
        for other, _ in portfolio.users_of.get(dataset.id, ()):
            if other.name != project.name:
                shared.setdefault(other.name, {})[dataset.id] = None
    for name, ids in islice(shared.items(), MOST_SHARING):
        yield html([here.project(portfolio.by_name[name]), " (", joined((tag("code", one) for one in ids), ", "), ")"])
    if len(shared) > MOST_SHARING:
        more = here.say(MORE).format(len(shared) - MOST_SHARING)
        yield tag("a", more, href=here.view_url("data"))


def _by_tags(project: Project, portfolio: Portfolio, here: Here) -> Iterator[Markup]:
    own = set(project.record.tags)
    found = [
        (sorted(own & set(other.record.tags)), other)
        for name in sorted(own)
        for other in portfolio.tagged.get(name, ())
        if other.name != project.name
    ]
    unique = {other.name: (tags, other) for tags, other in found}
    nearest = sorted(unique.values(), key=lambda pair: (-len(pair[0]), pair[1].title.casefold(), pair[1].name))
    for tags, other in nearest[:_MOST]:
        yield html([here.project(other), " (", written(", ".join(tags)), ")"])


def neighbours(project: Project, portfolio: Portfolio, here: Here) -> Markup:
    """Links to the projects before and after one, in the order of their titles."""
    before, after = portfolio.neighbours(project)
    links = [
        tag("p", tag("small", here.say(title)), " ", here.project(other), class_=side)
        for side, title, other in (("before", _PREVIOUS, before), ("after", _NEXT, after))
        if other is not None
    ]
    if not links:
        return EMPTY
    return tag("nav", links, class_="prospectus-neighbours", lang=here.lang, aria_label=here.say(_NEIGHBOURS))
