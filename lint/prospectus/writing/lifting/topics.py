"""Which topics of a design document a text names at all: in a heading, or anywhere in its prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern
from prospectus.ground.source import Span

if TYPE_CHECKING:
    from prospectus.model.document import Document

_WORDS = {
    "baseline": r"\bbaselines?\b|베이스라인|기준선|기준 모델|бе[йи]з?лайн|базов\w{1,4} (?:модел|решени|уров|лини|значен)",
    "metric": r"\bmetrics?\b|\bkpis?\b|지표|메트릭|метрик|показател",
    "target": r"\btargets?\b(?! (?:variable|column|audience|users?|label|feature|customer|market|class|domain|encoding|network|leakage))|\bsuccess criteri|\bacceptance criteri|목표(?! 변수)|целев\w{1,4} (?:значен|показател|метрик|уров)|критери\w{1,3} успех",
    "data": r"\bdatasets?\b|\bdata sources?\b|\btraining data\b|데이터|датасет|выборк|\bданны[ех]\b|набор\w{0,3} данных",
    "latency": r"\blatenc(?:y|ies)\b|\bresponse times?\b|\binference times?\b|지연 ?시간|레이턴시|응답 ?시간|처리 ?시간|추론 ?시간|\bзадержк|латентност|время (?:ответа|отклика|инференса|предсказани)",
    "cost": r"\bbudgets?\b|\bcosts?\b|예산|비용|бюджет|стоимост|затрат",
    "owner": r"\bowners?\b|\bteam members?\b|\bstakeholders?\b|\bresponsibilit|\bteam\b|담당자|책임자|팀원|이해관계자|\b팀\b|команд|ответственн|владел[еь]|стейкхолдер",
    "risk": r"\brisks?\b|위험|리스크|\bриск",
    "monitoring": r"\bmonitor(?:ing|ed|s)?\b|모니터링|мониторинг",
    "rollback": r"\broll(?:ed|ing)?[ -]?backs?\b|롤백|되돌리|\bоткат|роллбэк",
    "deadline": r"\bdeadlines?\b|\bdue dates?\b|\btimelines?\b|\bmilestones?\b|마감|기한|일정|마일스톤|дедлайн|\bсрок|таймлайн|\bэтап",
    "evaluation": r"\bevaluat|\ba/b[ -]?tests?\b|\boffline test|\bvalidation\b|평가|검증|валидаци|\bоценк|а/б|a/b",
}
_PATTERNS = {topic: Pattern(words, 2) for topic, words in _WORDS.items()}

TOPICS = tuple(_WORDS)
"""The topics, in the order in which a report names them."""


def named(document: Document) -> frozenset[str]:
    """The topics that a text names, in a heading or in its prose; not in code, comments or the front matter."""
    return _in(_prose(document)) | named_in_headings(document)


def named_in_headings(document: Document) -> frozenset[str]:
    """The topics that a heading names."""
    return _in("\n".join(heading.text for heading in document.headings))


def _prose(document: Document) -> str:
    """What a reader reads of the body, without code."""
    body = document.body
    at, end = body.start, body.start + len(body.text)
    parts = []
    for start, stop in body.code:
        if start > at:
            parts.append(body.prose(Span(at, start)))
        at = max(at, stop)
    if at < end:
        parts.append(body.prose(Span(at, end)))
    return "\n".join(parts)


def _in(text: str) -> frozenset[str]:
    return frozenset(topic for topic, pattern in _PATTERNS.items() if pattern.search(text))
