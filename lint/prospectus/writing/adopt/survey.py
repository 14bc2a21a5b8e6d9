"""What many documents name: in their text at all, and in a heading, where people and tools find it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.writing.lifting import TOPICS, named, named_in_headings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prospectus.ground.language import Text
    from prospectus.model.document import Document

TITLES: dict[str, Text] = {
    "baseline": {"en": "a baseline", "ko": "베이스라인"},
    "metric": {"en": "a metric", "ko": "지표"},
    "target": {"en": "a target", "ko": "목표"},
    "data": {"en": "data", "ko": "데이터"},
    "latency": {"en": "a latency", "ko": "지연 시간"},
    "cost": {"en": "a cost or budget", "ko": "비용이나 예산"},
    "owner": {"en": "an owner or team", "ko": "담당자나 팀"},
    "risk": {"en": "a risk", "ko": "위험"},
    "monitoring": {"en": "monitoring", "ko": "모니터링"},
    "rollback": {"en": "a rollback", "ko": "롤백"},
    "deadline": {"en": "a date or milestone", "ko": "일정이나 마일스톤"},
    "evaluation": {"en": "an evaluation", "ko": "평가"},
}
"""What each topic is called in a report."""


class Counted(NamedTuple):
    """How many documents name a topic in their text, and how many in a heading."""

    topic: str
    in_text: int
    in_headings: int


def survey(documents: Iterable[Document]) -> tuple[Counted, ...]:
    """How many of some documents name each topic, in the order of the topics."""
    in_text = dict.fromkeys(TOPICS, 0)
    in_headings = dict.fromkeys(TOPICS, 0)
    for document in documents:
        for topic in named(document):
            in_text[topic] += 1
        for topic in named_in_headings(document):
            in_headings[topic] += 1
    return tuple(Counted(topic, in_text[topic], in_headings[topic]) for topic in TOPICS)
