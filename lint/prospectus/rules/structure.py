"""STR: the document can be read, has the parts that its stage needs, and refers only to what exists."""

from __future__ import annotations

import re
from datetime import timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from prospectus.diagnostic import Severity
from prospectus.language import Text
from prospectus.rule import Context, Finding, Spot, document_rule, label
from prospectus.rules import violations
from prospectus.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.document import Document, SectionText
    from prospectus.front_matter import Node
    from prospectus.schema import Violation

REVIEW_DAYS = 365
"""A document that nobody has updated for longer is stale, whatever it says."""

CADENCE_DAYS = {"hour": 1, "day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}
CADENCE_SLACK = 3
"""How many cadences may pass before a series counts as stopped."""

SERIES_DAYS = 180
"""A document keeps the milestones of a series, not each point: only a silence longer than this is one."""

_PLACEHOLDER = re.compile(
    r"(?:todo|tbd|tba|t\.b\.d|fixme|xxx|n/?a|none|wip|coming soon|to be (?:done|decided|defined|determined|written|added)|lorem ipsum"
    r"|미정|추후(?:에)?(?: (?:작성|결정|기입|정의|업데이트))?(?: ?예정)?|작성 ?(?:예정|중|필요)|내용 ?없음|없음|해당 ?없음|준비 ?중|\.{2,}|…|-+|_+|\?+)",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[\s*_`>|:.,!()\[\]#-]+")
_CODE = re.compile(r"^(`{3,}|~{3,}).*?(?:^\1[`~]*[ \t]*$|\Z)|`[^`\n]+`|<!--.*?(?:-->|\Z)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?(?:\s+[\"'(][^)]*)?\)|<(?:img|a)\s[^>]*?(?:src|href)=[\"']([^\"']+)[\"']|^\[[^\]^]+\]:\s+<?(\S+?)>?\s*$", re.MULTILINE)
_CITATION = re.compile(r"https?://|\]\(|\bdoi\b|arxiv|et al\.?|\(\d{4}[a-z]?\)|\[\d+\]|\b(?:19|20)\d{2}\b", re.IGNORECASE)

_TYPES: dict[str, Text] = {
    "string": {"en": "text", "ko": "텍스트"},
    "number": {"en": "a number", "ko": "숫자"},
    "integer": {"en": "a whole number", "ko": "정수"},
    "boolean": {"en": "true or false", "ko": "true 또는 false"},
    "object": {"en": "a mapping (`key: value`)", "ko": "매핑(`키: 값`)"},
    "array": {"en": "a list (`- item`)", "ko": "목록(`- 항목`)"},
    "null": {"en": "empty", "ko": "빈 값"},
}


@document_rule("STR01", "front-matter-unreadable", Severity.ERROR)
def unreadable(document: Document, _context: Context) -> Iterator[Finding]:
    """The file or its front matter cannot be read."""
    source = document.source
    for problem in filter(None, (document.problem, *document.front_matter.duplicates)):
        related = tuple(label(Spot(source, span), wording) for span, wording in problem.related)
        yield Finding(Spot(source, problem.span, problem.facts.get("key", "")), problem.kind, dict(problem.facts), related)


@document_rule("STR02", "unknown-key", Severity.WARNING)
def unknown_key(document: Document, _context: Context) -> Iterator[Finding]:
    """A key that the schema does not know."""
    for violation in document.violations.get("STR02", ()):
        near = _nearest(violation.key, violation.value)
        at = document.at(*violation.path, violation.key)
        yield Finding(at, "near" if near else "default", {"key": violation.key, "near": near})


@document_rule("STR03", "schema-violation", Severity.ERROR)
def schema_violation(document: Document, _context: Context) -> Iterator[Finding]:
    """A key that is due is missing, or a value is not what its key may hold."""
    for violation in document.violations.get("STR03", ()):
        if violation.keyword == "required":
            yield violations.missing_key(document, violation)
        else:
            yield _wrong_value(document, violation)


def _wrong_value(document: Document, violation: Violation) -> Finding:
    at = document.at(*violation.path)
    keyword, value = violation.keyword, violation.value
    facts: dict[str, Any] = {"key": at.where or "front matter", "value": at, "limit": value}
    if keyword == "type":
        expected = [value] if isinstance(value, str) else list(value)
        facts |= {"expected": _joined([_TYPES[kind] for kind in expected]), "actual": _TYPES[_type_of(at.value)]}
        if expected[0] == "string" and isinstance(at.value, int | float):
            return Finding(at, "quote", facts)
        if "boolean" in expected and str(at.value).lower() in {"yes", "no", "on", "off", "y", "n"}:
            return Finding(at, "boolean", facts)
        if at.value is None:
            return Finding(at, "empty", facts)
        return Finding(at, "unit" if "number" in expected and _is_with_unit(at.value) else "type", facts)
    if keyword in {"enum", "const"}:
        allowed = [str(word) for word in (value if keyword == "enum" else [value])]
        near = _nearest(str(at.value), allowed)
        facts |= {"allowed": ", ".join(allowed), "near": near}
        return Finding(at, "enum-near" if near else "enum", facts)
    if keyword == "format":
        return Finding(at, "date" if value == "date" else "format", facts)
    if keyword == "pattern":
        return Finding(at, "pattern", {**facts, "expected": _described(violation)})
    known = {"minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "minItems", "minLength", "minProperties", "uniqueItems"}
    return Finding(at, keyword if keyword in known else "other", {**facts, "keyword": keyword})


def _described(violation: Violation) -> Text:
    schema = violation.schema
    english = str(schema.get("description", violation.value))
    return {"en": english, "ko": schema.get("lang", {}).get("ko", {}).get("description", english)}


def _joined(words: list[Text]) -> Text:
    return {"en": " or ".join(word["en"] for word in words), "ko": " 또는 ".join(word["ko"] for word in words)}


def _type_of(value: object) -> str:
    if value is None:
        return "null"
    names = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
    return names[type(value)]


def _is_with_unit(value: object) -> bool:
    return isinstance(value, str) and bool(re.match(r"[-+]?[0-9][0-9.,_]*\s*[^\s0-9]", value))


def _nearest(word: str, known: list[str]) -> str:
    import difflib  # noqa: PLC0415 - only when a finding is to be worded

    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=0.6)), "")


@document_rule("STR04", "stage-unknown", Severity.ERROR)
def stage_unknown(document: Document, _context: Context) -> Iterator[Finding]:
    """The stage is missing, or none of the lifecycle."""
    for violation in document.violations.get("STR04", ()):
        stages = list(document.contract.lifecycle.stages)
        facts = {"allowed": ", ".join(stages), "value": document.at("stage")}
        if violation.keyword == "required":
            yield Finding(document.at("stage"), "missing", facts)
        else:
            near = _nearest(str(document.at("stage").value), stages)
            yield Finding(document.at("stage"), "near" if near else "unknown", {**facts, "near": near})


@document_rule("STR05", "section-missing", Severity.ERROR)
def section_missing(document: Document, _context: Context) -> Iterator[Finding]:
    """A section that is due at this stage is not there."""
    lifecycle = document.contract.lifecycle
    for identity, level in document.due_sections():
        if identity in document.sections:
            continue
        section = lifecycle.sections[identity]
        near = _near_heading(document, identity)
        facts = {"section": section.title, "title": section.title.get(document.lang, section.title["en"]), "id": identity}
        since = next(stage for stage in lifecycle.stages.values() if stage.order == section.home)
        related = violations.because(document, since.id)
        if near is not None:
            yield Finding(near, "near", {**facts, "heading": near.heading.text}, related, level)
        else:
            yield Finding(_place_for(document, identity), "missing", facts, related, level)


def _place_for(document: Document, identity: str) -> Spot:
    """Where a missing section belongs: at the heading of the section before it in the lifecycle, if there is one."""
    order = document.contract.lifecycle.sections
    before = [
        texts[0] for other, texts in document.sections.items() if order[other].order < order[identity].order
    ]
    last = max(before, key=lambda text: text.span.start, default=None)
    where = f"## {identity}"
    if last is not None:
        return Spot(document.source, last.span, where)
    if document.headings:
        return Spot(document.source, document.headings[0].span, where)
    return Spot(document.source, document.front_matter.fence, where)


def _near_heading(document: Document, identity: str) -> SectionText | None:
    """A heading that opens no section and looks like a misspelt title of this one."""
    from difflib import get_close_matches  # noqa: PLC0415 - only when a finding is to be worded

    from prospectus.lifecycle import normalise_heading  # noqa: PLC0415

    open_texts = {normalise_heading(text.heading.text): text for text in document.outline if not text.ids}
    for title in document.contract.lifecycle.sections[identity].title.values():
        close = get_close_matches(normalise_heading(title), list(open_texts), n=1, cutoff=0.8)
        if close:
            return open_texts[close[0]]
    return None


@document_rule("STR06", "section-empty", Severity.ERROR)
def section_empty(document: Document, context: Context) -> Iterator[Finding]:
    """A section that is due holds nothing, or only a placeholder."""
    for identity, level in document.due_sections():
        texts = document.sections.get(identity)
        if not texts or any(_is_written(text, context.config.section_min_chars) for text in texts):
            continue
        text = texts[0]
        facts = {"heading": text.heading.text, "limit": context.config.section_min_chars, "length": text.length}
        section = document.contract.lifecycle.sections[identity]
        since = next(stage for stage in document.contract.lifecycle.stages.values() if stage.order == section.home)
        related = violations.because(document, since.id)
        if text.is_prompt_only and document.at("status").value == "draft":
            yield Finding(text, "prompt", facts, related, Severity.INFO)
        elif not text.prose:
            yield Finding(text, "empty", facts, related, level)
        elif is_placeholder(text.prose):
            yield Finding(text, "placeholder", {**facts, "text": " ".join(text.prose.split())}, related, level)
        else:
            yield Finding(text, "short", facts, related, level)


def _is_written(text: SectionText, minimum: int) -> bool:
    return text.length >= minimum and not is_placeholder(text.prose)


def is_placeholder(prose: str) -> bool:
    """Whether nothing is left of a text when its placeholder words and marks are taken away."""
    return not _MARKS.sub("", _PLACEHOLDER.sub("", prose)) if prose else True


@document_rule("STR07", "sections-out-of-order", Severity.INFO, since="design", is_default=False)
def sections_out_of_order(document: Document, _context: Context) -> Iterator[Finding]:
    """A section stands before one that the lifecycle puts before it."""
    order = document.contract.lifecycle.sections
    latest: SectionText | None = None
    latest_order = -1
    for text in document.outline:
        if not text.ids:
            continue
        lowest = min(order[identity].order for identity in text.ids)
        if latest is not None and lowest < latest_order:
            facts = {"heading": text.heading.text, "after": latest.heading.text}
            yield Finding(text, "default", facts, (label(latest, "before"),))
        elif lowest > latest_order:
            latest, latest_order = text, lowest


@document_rule("STR08", "duplicate", Severity.ERROR)
def duplicate(document: Document, _context: Context) -> Iterator[Finding]:
    """Two sections of one kind at one level, or two items with one id."""
    for identity, texts in document.sections.items():
        seen: dict[int, SectionText] = {}
        for text in texts:
            first = seen.setdefault(text.heading.level, text)
            if first is not text and len(first.ids) == len(text.ids) == 1:
                facts = {"heading": text.heading.text, "id": identity}
                yield Finding(text, "section", facts, (label(first, "first"),))
    for kind, paths in document.contract.schema.declarations.items():
        declared: dict[str, Node] = {}
        for node in (node for path in paths for node in expand(document.at(), path)):
            name = node.text()
            if name is None:
                continue
            if name in declared:
                facts = {"id": name, "kind": kind}
                yield Finding(node, "id", facts, (label(declared[name], "first"),))
            else:
                declared[name] = node


def expand(node: Node, path: tuple[str, ...]) -> Iterator[Node]:
    """The nodes at a path in which ``*`` stands for every item."""
    if not path:
        yield node
    elif path[0] == "*":
        for item in node.each():
            yield from expand(item, path[1:])
    else:
        below = node.at(path[0])
        if below:
            yield from expand(below, path[1:])


@document_rule("STR09", "dangling-reference", Severity.ERROR)
def dangling_reference(document: Document, context: Context) -> Iterator[Finding]:
    """An id that nothing declares, or a relative link to a file that is not there."""
    schema = document.contract.schema
    for kind, paths in schema.references.items():
        if kind not in schema.declarations or kind == "projects":
            continue
        declared = {
            name
            for path in schema.declarations[kind]
            for node in expand(document.at(), path)
            if (name := node.text()) is not None
        }
        for node in (node for path in paths for node in expand(document.at(), path)):
            name = node.text()
            if name is not None and name not in declared:
                near = _nearest(name, sorted(declared))
                facts = {"id": name, "kind": kind, "near": near}
                yield Finding(node, "id-near" if near else "id", facts)
    for target, spot in _relative_links(document):
        if not context.exists(document, target):
            yield Finding(spot, "link", {"target": target})


def _relative_links(document: Document) -> Iterator[tuple[str, Spot]]:
    body = document.front_matter.body
    text = document.source.text[body:]
    if "](" not in text and "]:" not in text and "<" not in text:
        return
    visible = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
    for match in _LINK.finditer(visible):
        group = next(number for number in (1, 2, 3) if match[number] is not None)
        target = match[group]
        if not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#|/|\{", target):
            span = Span(body + match.start(group), body + match.end(group))
            yield target, Spot(document.source, span)


@document_rule("STR10", "no-prior-work", Severity.WARNING, since="design", asks=True)
def no_prior_work(document: Document, _context: Context) -> Iterator[Finding]:
    """Prior work is named nowhere: no link or citation in its section, no existing model in the front matter."""
    text = document.section("prior-work")
    feasibility = document.at("feasibility")
    models = feasibility.at("existing_models").count() or feasibility.at("existing_models_note").text()
    if text is not None and _CITATION.search(text.text):
        return
    if text is None and models:
        return
    if text is None and document.section_level("prior-work") is not None:
        return  # STR05 says so already
    yield Finding(text or feasibility.at("existing_models"))


@document_rule("STR11", "stale", Severity.WARNING)
def stale(document: Document, context: Context) -> Iterator[Finding]:
    """Nobody has looked at it for too long: a review is overdue, or a monitored series has stopped."""
    if document.has_ended or document.at("status").value in {"superseded", "rejected"}:
        return
    today = context.today
    review = document.at("next_review")
    due = review.date()
    updated = document.at("updated")
    changed = updated.date()
    if due is not None and due < today:
        yield Finding(review, "review", {"date": review, "days": (today - due).days})
    elif due is None and changed is not None and today - changed > timedelta(days=REVIEW_DAYS):
        yield Finding(updated, "updated", {"date": updated, "days": (today - changed).days})
    yield from _stopped_series(document, context)


def _stopped_series(document: Document, context: Context) -> Iterator[Finding]:
    lifecycle = document.contract.lifecycle
    if document.stage is None or document.stage.order < lifecycle.stages["action"].order:
        return
    for metric in document.at("metrics").each():
        days = CADENCE_DAYS.get(str(metric.at("cadence").value))
        online = [
            (value.at("date").date(), value)
            for value in metric.at("measured").each()
            if value.at("phase").value == "online" and value.at("date").date()
        ]
        if days is None or not online:
            continue
        newest, value = max(online, key=itemgetter(0))
        age = (context.today - newest).days
        if age > max(CADENCE_SLACK * days, SERIES_DAYS):
            facts = {"metric": metric.at("id"), "date": value.at("date"), "days": age, "cadence": metric.at("cadence")}
            yield Finding(value, "series", facts, (label(metric.at("cadence"), "cadence"),))


@document_rule("STR12", "no-owner", Severity.ERROR)
def no_owner(document: Document, _context: Context) -> Iterator[Finding]:
    """Nobody, or only a team's name, answers for the document."""
    owner = document.at("owner")
    if document.violations.get("STR12"):
        yield Finding(owner, "missing")
        return
    name = owner.text()
    if name is None or _is_person(name):
        return
    if not any(member.at("name").text() for member in document.at("team").each()):
        yield Finding(owner, "team", {"owner": name})


_TEAM_NAME = re.compile(r"\b(?:team|group|squad|guild|dept|department|division|tribe|chapter|org)\b|(?:팀|본부|부서|그룹|셀|파트|실)$", re.IGNORECASE)


def _is_person(name: str) -> bool:
    return "@" in name or _TEAM_NAME.search(name) is None


RULES = (
    unreadable,
    unknown_key,
    schema_violation,
    stage_unknown,
    section_missing,
    section_empty,
    sections_out_of_order,
    duplicate,
    dangling_reference,
    no_prior_work,
    stale,
    no_owner,
)
