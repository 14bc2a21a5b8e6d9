"""What is shown of a project in one line or less: its stage, its state, a day, an amount, whether a promise is kept.

Every view says these things in the same words, with the same classes. Nothing is told by colour alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import say

from prospectus_site.addresses.anchors import FINDINGS
from prospectus_site.facts.metrics import STALE_DAYS
from prospectus_site.marks.terms import PROMISES
from prospectus_site.markup import EMPTY, html, joined, tag, written

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from prospectus.contract.lifecycle import Lifecycle
    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.metrics import Metric, Promise
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Content, Markup

NOTHING = "\N{EN DASH}"
"""What stands where nothing is stated."""

_PROMISE_STATES: dict[Promise, str] = {
    "kept": "good",
    "short": "bad",
    "kept-offline": "good",
    "short-offline": "warn",
    "unmeasured": "quiet",
    "none": "quiet",
}

_NO_STAGE: Text = {"en": "no stage", "ko": "단계 없음"}
_LATE: Text = {"en": "{0} days late", "ko": "{0}일 지남"}
_ONE_LATE: Text = {"en": "1 day late", "ko": "1일 지남"}
_TODAY: Text = {"en": "today", "ko": "오늘"}
_AHEAD: Text = {"en": "in {0} days", "ko": "{0}일 뒤"}
_ONE_AHEAD: Text = {"en": "tomorrow", "ko": "내일"}
_AGE: Text = {"en": "{0} days ago", "ko": "{0}일 전"}
_ONE_AGO: Text = {"en": "yesterday", "ko": "어제"}
_STALE: Text = {"en": "old", "ko": "오래됨"}


_FINDINGS: dict[str, tuple[Text, Text]] = {
    "error": ({"en": "1 error", "ko": "오류 1건"}, {"en": "{0} errors", "ko": "오류 {0}건"}),
    "warning": ({"en": "1 warning", "ko": "경고 1건"}, {"en": "{0} warnings", "ko": "경고 {0}건"}),
    "info": ({"en": "1 note", "ko": "참고 1건"}, {"en": "{0} notes", "ko": "참고 {0}건"}),
}
SEVERITY_STATES = {"error": "bad", "warning": "warn", "info": "quiet"}
"""The state of a finding, by its severity."""


def chip(content: Content, state: str = "", **attributes: str | None) -> Markup:
    """A short word about something; ``state`` is good, warn, bad, info, ended, quiet or nothing."""
    return tag("span", content, class_=f"prospectus-chip {state}".rstrip(), **attributes)


def stage_title(project: Project, lifecycle: Lifecycle, lang: str) -> str:
    """What the stage of a project is called."""
    stage = lifecycle.stages.get(project.record.stage or "")
    return say(stage.title, lang) if stage else say(_NO_STAGE, lang)


def stage_order(project: Project, lifecycle: Lifecycle) -> int:
    """The place of a project's stage in the lifecycle, from 0; -1 without one."""
    stage = lifecycle.stages.get(project.record.stage or "")
    return stage.order if stage else -1


def status_chip(project: Project, lifecycle: Lifecycle, lang: str) -> Markup:
    """The status of a document; what ended a project is said beside it by :func:`verdict_chip`."""
    status = project.record.status or ""
    if status not in lifecycle.statuses:
        return EMPTY
    state = {"draft": "quiet", "superseded": "ended", "rejected": "bad"}.get(status, "")
    return chip(say(lifecycle.statuses[status], lang), state)


def verdict_chip(project: Project, lifecycle: Lifecycle, lang: str) -> Markup:
    """The verdict of a project; one that ends it looks ended."""
    verdict = project.record.verdict or ""
    if verdict not in lifecycle.verdicts:
        return EMPTY
    return chip(say(lifecycle.verdicts[verdict], lang), "ended" if verdict in lifecycle.ending_verdicts else "good")


def promise_chip(metric: Metric, lang: str) -> Markup:
    """What became of the promise of a metric, as a chip."""
    return chip(say(PROMISES[metric.promise], lang), _PROMISE_STATES[metric.promise])


def headline_promise(project: Project, lang: str) -> str:
    """What became of the promise of the metric that stands for a project: ``Recall: kept``; empty without one."""
    metric = project.headline
    if metric is None or metric.promise == "none":
        return ""
    return f"{metric.called}: {say(PROMISES[metric.promise], lang)}"


def day(moment: date | None) -> Markup:
    """A day as ISO 8601."""
    return tag("time", moment.isoformat()) if moment else EMPTY


def due(moment: date | None, today: date, lang: str, *, is_done: bool = False) -> Markup:
    """A day on which something is due, and how far away it is; one that has passed is marked unless it is done."""
    if moment is None:
        return EMPTY
    if is_done:
        return day(moment)
    days = (moment - today).days
    if days < 0:
        words = say(_ONE_LATE, lang) if days == -1 else say(_LATE, lang).format(-days)
        return html([day(moment), " ", chip(words, "bad")])
    words = say(_TODAY, lang) if not days else say(_ONE_AHEAD, lang) if days == 1 else say(_AHEAD, lang).format(days)
    return html([day(moment), " ", tag("small", words)])


def age(moment: date | None, today: date, lang: str) -> Markup:
    """How long ago something was measured; evidence that is old is marked."""
    if moment is None:
        return EMPTY
    days = (today - moment).days
    if days < 0:
        return due(moment, today, lang)
    shown = tag("time", ago(moment, today, lang), datetime=moment.isoformat(), title=moment.isoformat())
    return html([shown, " ", chip(say(_STALE, lang), "warn")]) if days > STALE_DAYS else shown


def ago(moment: date, today: date, lang: str) -> str:
    """How many days ago a day was that has come."""
    days = (today - moment).days
    return say(_TODAY, lang) if not days else say(_ONE_AGO, lang) if days == 1 else say(_AGE, lang).format(days)


def owner(project: Project) -> Markup:
    """Who answers for a project."""
    return written(project.owner) if project.owner else html(NOTHING)


def findings(project: Project, here: Here) -> Markup:
    """How many errors and warnings a document has, linked to them; a dash without any."""
    counted = findings_counted(project, here, ("error", "warning"))
    return here.project(project, counted, anchor=FINDINGS) if counted else html(NOTHING)


def findings_counted(project: Project, here: Here, severities: Iterable[str]) -> Markup:
    """How many findings of each of some severities a document has, in words; empty without any."""
    counts = {word: sum(one.severity.word == word for one in project.findings) for word in severities}
    return joined(
        chip(here.say(_FINDINGS[word][count != 1]).format(count), SEVERITY_STATES[word])
        for word, count in counts.items()
        if count
    )
