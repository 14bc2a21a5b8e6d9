"""The marks of all charts, each a shape of its own drawn around the origin: no meaning hangs on colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus_site.markup import EMPTY, Markup, joined, tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from prospectus.ground.language import Text

NAMES: dict[str, Text] = {
    "baseline": {"en": "baseline", "ko": "베이스라인"},
    "minimum": {"en": "minimum", "ko": "최소 기준"},
    "target": {"en": "target", "ko": "목표"},
    "offline": {"en": "measured offline", "ko": "오프라인 측정값"},
    "online": {"en": "measured online", "ko": "온라인 측정값"},
    "old": {"en": "measured more than 90 days ago", "ko": "측정한 지 90일이 지난 값"},
    "interval": {"en": "confidence interval", "ko": "신뢰 구간"},
    "promise": {"en": "from baseline to target: what is promised", "ko": "베이스라인에서 목표까지: 약속한 개선 폭"},
    "better": {"en": "the better direction", "ko": "더 좋은 방향"},
    "kept": {"en": "target met", "ko": "목표 달성"},
    "short": {"en": "minimum reached, target not", "ko": "최소 기준은 넘었으나 목표 미달"},
    "missed": {"en": "minimum not reached", "ko": "최소 기준 미달"},
    "alert": {"en": "alert limit", "ko": "알림 기준"},
    "crossed": {"en": "alert limit crossed", "ko": "알림 기준을 넘은 값"},
    "created": {"en": "created", "ko": "문서 작성"},
    "increment": {"en": "increment due", "ko": "실행 단계 기한"},
    "deadline": {"en": "deadline", "ko": "마감"},
    "deployment": {"en": "deployment", "ko": "배포"},
    "review": {"en": "review", "ko": "검토"},
    "follow-up-open": {"en": "open follow-up", "ko": "추가 원인 분석(진행 중)"},
    "follow-up-done": {"en": "finished follow-up", "ko": "추가 원인 분석(완료)"},
    "retirement": {"en": "retirement", "ko": "종료"},
    "overdue": {"en": "overdue", "ko": "기한 지남"},
    "today": {"en": "today", "ko": "오늘"},
    "limit": {"en": "limit", "ko": "한도"},
    "critical": {"en": "on the critical path", "ko": "임계 경로"},
}
"""What each mark is called."""

PLANNED = ("baseline", "minimum", "target")
MEASURED = ("offline", "online")
OFFLINE = "-offline"
"""What the verdicts of offline values end in."""
VERDICTS = ("kept", "short", "missed")
EVENTS = ("created", "increment", "deadline", "deployment", "review", "follow-up-open", "follow-up-done", "retirement")


class Shape(NamedTuple):
    """What a mark looks like, and the class of the element that it is drawn in."""

    drawn: Markup
    class_: str


def shape(kind: str, *, is_old: bool = False) -> Shape:
    """The shape of a kind; empty for a kind that has none."""
    draw = _SHAPES.get(kind)
    if draw is None:
        return Shape(EMPTY, "")
    return Shape(
        joined((draw(), tag("circle", r=1.5) if is_old else EMPTY), ""), f"mark {kind}{' old' if is_old else ''}"
    )


def mark(kind: str, *, is_old: bool = False) -> Markup:
    """The shape of a kind in a group of its own; empty for a kind that has none."""
    drawn, class_ = shape(kind, is_old=is_old)
    return tag("g", drawn, class_=class_) if drawn else EMPTY


def ringed(shape: Markup, why: str) -> Markup:
    """A mark that asks for attention (``overdue``, ``crossed``): it has a ring around it."""
    return joined((tag("circle", r=9.5, class_=f"ring {why}"), shape), "")


def verdict_mark(verdict: str) -> Markup:
    """The shape of a verdict; hollow for one that is known offline only (``kept-offline``). Empty for one that has none."""
    kind = verdict.removesuffix(OFFLINE)
    if kind not in VERDICTS:
        return EMPTY
    return tag("g", _SHAPES[kind](), class_=f"mark verdict {kind}{'' if kind == verdict else ' hollow'}")


def whisker(kind: str = "") -> Markup:
    """The end of an interval."""
    return tag("path", d="M0-4V4", class_=f"interval {kind}".rstrip())


def better(*, is_right: bool) -> Markup:
    """The head of an arrow that points to the better end."""
    return tag("path", d="M-4-4 0 0-4 4" if is_right else "M4-4 0 0 4 4", class_="better")


def _path(outline: str) -> Callable[[], Markup]:
    return lambda: tag("path", d=outline)


def _circle(radius: float) -> Callable[[], Markup]:
    return lambda: tag("circle", r=radius)


def _square(half: float) -> Callable[[], Markup]:
    return _path(f"M{-half}{-half}h{2 * half}v{2 * half}h{-2 * half}z")


def _signed(outline: str, sign: str) -> Callable[[], Markup]:
    """A shape with a sign in it."""
    return lambda: joined((tag("path", d=outline), tag("path", d=sign, class_="sign")), "")


_DISC = "M-7 0A7 7 0 1 1 7 0A7 7 0 1 1 -7 0Z"
_DIAMOND = "M0-7.5 7.5 0 0 7.5-7.5 0z"

_SHAPES: dict[str, Callable[[], Markup]] = {
    "baseline": _square(4),
    "minimum": _path("M0-9V9"),
    "target": _path(_DIAMOND),
    "offline": _circle(5),
    "online": _circle(5),
    "kept": _signed(_DISC, "M-3.2 0.2L-1 2.6L3.4 -2.4"),
    "short": _signed("M0 -7.5L8 6.5H-8Z", "M0 -2.6V1.6M0 3.4V4.6"),
    "missed": _signed("M-6.5 -6.5H6.5V6.5H-6.5Z", "M-3 -3L3 3M3 -3L-3 3"),
    "alert": _path("M0-5 5 4H-5z"),
    "created": _circle(3),
    "increment": _square(3),
    "deadline": _path("M0 7V-7L7 -4L0 -1"),
    "deployment": _path("M0 -6L6 5H-6Z"),
    "review": _path("M0 -6L6 0L0 6L-6 0Z"),
    "follow-up-open": _square(4.5),
    "follow-up-done": _signed("M-5 -5H5V5H-5Z", "M-2.6 0L-0.8 2L2.8 -2"),
    "retirement": _path("M-4.5 -4.5L4.5 4.5M4.5 -4.5L-4.5 4.5"),
}
