"""How it is said what somebody has to see to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.model.diagnostic import Diagnostic

from prospectus_site.facts.metrics import Metric
from prospectus_site.facts.plan import FollowUp, Increment, Waiver
from prospectus_site.facts.project import Lack
from prospectus_site.marks.badges import ago, chip, day, due
from prospectus_site.markup import EMPTY, html, joined, tag, written

if TYPE_CHECKING:
    from datetime import date

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.markup import Markup
    from prospectus_site.portfolio.matters import Kind, Matter

KINDS: dict[Kind, Text] = {
    "unreadable": {"en": "Document unreadable", "ko": "읽을 수 없는 문서"},
    "alert": {"en": "Alert crossed, no follow-up", "ko": "경보 기준 초과, 후속 조치 없음"},
    "missed": {"en": "Target missed in service", "ko": "운영 목표 미달"},
    "deadline": {"en": "Deadline passed", "ko": "마감 지남"},
    "errors": {"en": "Errors in the document", "ko": "문서 오류"},
    "review": {"en": "Review", "ko": "검토"},
    "follow-up": {"en": "Open follow-up", "ko": "남은 후속 조치"},
    "increment": {"en": "Increment", "ko": "중간 산출물"},
    "waiver": {"en": "Waiver expires", "ko": "예외 만료"},
    "fix": {"en": "Next best fix", "ko": "다음에 쓸 것"},
}
REVIEW_LATE: Text = {"en": "Review overdue", "ko": "검토 기한 지남"}
_INCREMENT_LATE: Text = {"en": "Increment was due: done?", "ko": "중간 산출물 기한 지남: 끝났나요?"}
_WAIVER_LATE: Text = {"en": "Waiver has expired", "ko": "예외 만료됨"}
_STATES: dict[Kind, str] = {"unreadable": "bad", "alert": "bad", "missed": "bad"}

_TARGET: Text = {"en": "target {0}", "ko": "목표 {0}"}
_ALERT: Text = {"en": "alert at {0} {1}", "ko": "경보 기준 {0} {1}"}
_MINIMUM: Text = {"en": "minimum {0}", "ko": "최소 기준 {0}"}
_SINCE: Text = {"en": "since", "ko": "부터"}
_NOT_IN_SERVICE: Text = {"en": "not in service yet", "ko": "아직 배포 전"}
_FINDINGS: tuple[Text, Text] = (
    {"en": "and 1 more error", "ko": "그 밖에 오류 1건"},
    {"en": "and {0} more errors", "ko": "그 밖에 오류 {0}건"},
)
_LACKS: tuple[Text, Text] = (
    {"en": "and 1 more thing until the next stage", "ko": "다음 단계까지 1건 더"},
    {"en": "and {0} more things until the next stage", "ko": "다음 단계까지 {0}건 더"},
)


def kind_of(one: Matter, here: Here) -> str:
    """What kind of matter it is, in words."""
    if not one.is_ahead:
        late = {"review": REVIEW_LATE, "increment": _INCREMENT_LATE, "waiver": _WAIVER_LATE}.get(one.kind)
        if late is not None:
            return here.say(late)
    return here.say(KINDS[one.kind])


def kind_chip(one: Matter, here: Here) -> Markup:
    """What kind of matter it is, as a chip."""
    state = _STATES.get(one.kind) or ("warn" if one.is_urgent else "quiet")
    return chip(kind_of(one, here), state)


def told(one: Matter, here: Here) -> Markup:
    """What it is about, in a few words; empty where its kind says it all."""
    about, lang = one.about, one.project.lang if one.project.lang != here.lang else None
    if isinstance(about, Metric):
        return joined([written(about.called, lang), tag("span", _values(one, about, here), class_="values")])
    if isinstance(about, FollowUp):
        return written(about.finding or about.action or about.id, lang)
    if isinstance(about, Increment):
        return written(about.name, lang)
    if isinstance(about, Waiver):
        return joined([here.rule(about.rule), written(about.reason, lang)])
    if isinstance(about, Lack | Diagnostic):
        return _written(one, about, here, lang)
    return html(here.say(_NOT_IN_SERVICE)) if one.kind == "deadline" else EMPTY


def _written(one: Matter, about: Lack | Diagnostic, here: Here, lang: str | None) -> Markup:
    """What is missing or wrong in the document, and how much more of it there is."""
    if isinstance(about, Lack):
        first, more = written(about.title, lang), say_count(_LACKS, one.total - 1, here)
    else:
        message = tag("span", about.message.replace("`", ""), lang=lang)
        first, more = joined([here.rule(about.code), message]), say_count(_FINDINGS, one.total - 1, here)
    return joined([first, tag("small", more) if more else EMPTY])


def text_of(one: Matter, here: Here) -> str:
    """What it is about, as text for programs."""
    about = one.about
    if isinstance(about, Metric):
        return f"{about.called} {_values(one, about, here)}"
    if isinstance(about, FollowUp):
        return about.finding or about.action or about.id
    if isinstance(about, Increment):
        return about.name
    if isinstance(about, Waiver):
        return f"{about.rule} {about.reason}".strip()
    if isinstance(about, Lack):
        return about.title
    return f"{about.code} {about.message}" if isinstance(about, Diagnostic) else ""


def say_count(text: tuple[Text, Text], count: int, here: Here) -> str:
    """How many there are, in words: ``text`` for one, and for more; nothing for none."""
    return here.say(text[count != 1]).format(count) if count else ""


def _values(one: Matter, metric: Metric, here: Here) -> str:
    """What was measured, and what it should have been."""
    if one.kind == "alert" and metric.crossed is not None:
        if metric.alert is not None:
            limit = here.say(_ALERT).format(metric.alert.op, metric.alert.limit.written)
        else:
            limit = here.say(_MINIMUM).format(metric.minimum.written if metric.minimum else "")
        return f"{metric.crossed.written}, {limit}"
    value = metric.online.written if metric.online else ""
    return f"{value}, {here.say(_TARGET).format(metric.target.written if metric.target else '')}"


def since(one: Matter, today: date, here: Here) -> Markup:
    """The day of a matter: how late it is, or since when it is so."""
    if one.kind in {"missed", "alert", "follow-up"}:
        return (
            html([here.say(_SINCE), " ", day(one.day)]) if here.lang == "en" else html([day(one.day), here.say(_SINCE)])
        )
    if one.kind == "increment" and one.day is not None and one.day < today:
        return html([day(one.day), " ", tag("small", ago(one.day, today, here.lang))])  # it may be done: nobody says
    return due(one.day, today, here.lang)
