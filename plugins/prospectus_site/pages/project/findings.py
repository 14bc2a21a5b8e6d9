"""What was found in a document: all of it in the header, and each beside what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus_site.addresses.anchors import FINDINGS, finding_anchor
from prospectus_site.marks.badges import SEVERITY_STATES, chip, findings_counted
from prospectus_site.marks.columns import HEADS
from prospectus_site.marks.terms import SEVERITIES
from prospectus_site.marks.texts import message
from prospectus_site.markup import EMPTY, html, joined, tag

if TYPE_CHECKING:
    from collections.abc import Collection

    from prospectus.ground.language import Text
    from prospectus.model.diagnostic import Diagnostic

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Markup

_TITLE: Text = HEADS["findings"]
_LINE: Text = {"en": "line {0}", "ko": "{0}번째 줄"}
_SHOW: Text = {"en": "show", "ko": "본문에서 보기"}


def findings_list(project: Project, here: Here, beside: Collection[int]) -> Markup:
    """All findings of a project, to be opened; open where something must be mended. Those ``beside`` the text are linked to there."""
    if not project.findings:
        return EMPTY
    is_open = not project.record.is_readable or project.errors > 0
    summary = tag("summary", tag("strong", here.say(_TITLE)), " ", findings_counted(project, here, SEVERITIES))
    return tag(
        "details",
        summary,
        findings_entries(project, here, beside),
        class_="prospectus-findings",
        id=FINDINGS,
        open=is_open,
    )


def findings_entries(project: Project, here: Here, beside: Collection[int] = ()) -> Markup:
    """All findings of a project as a list, errors first; empty without any. Those ``beside`` the text are linked to there."""
    order = list(SEVERITIES)
    ranked = sorted(enumerate(project.findings), key=lambda pair: order.index(pair[1].severity.word))
    entries = [
        tag("li", _finding(one, project, here), _link(number, here) if number in beside else EMPTY)
        for number, one in ranked
    ]
    return tag("ul", entries, class_="findings") if entries else EMPTY


def finding_aside(number: int, project: Project, here: Here) -> Markup:
    """One finding beside what it is about."""
    found = project.findings[number]
    state = SEVERITY_STATES[found.severity.word]
    return tag(
        "aside",
        _finding(found, project, here),
        id=finding_anchor(number),
        class_=f"prospectus-finding {state}",
        lang=here.lang,
    )


def _finding(found: Diagnostic, project: Project, here: Here) -> Markup:
    word, state = found.severity.word, SEVERITY_STATES[found.severity.word]
    line = found.start.line
    said = here.say(_LINE).format(line)
    url = here.source_url(project.name, line)
    at = tag("a", said, href=url) if url else tag("span", said)
    parts = (chip(here.say(SEVERITIES[word]), state), here.rule(found.code), message(found.message), tag("small", at))
    return joined(parts)


def _link(number: int, here: Here) -> Markup:
    return html([" ", tag("a", here.say(_SHOW), href=f"#{finding_anchor(number)}")])
