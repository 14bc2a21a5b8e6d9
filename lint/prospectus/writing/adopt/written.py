"""What somebody has written, and what only asks for it: the lines of a template.

A template's lines are placeholders, questions, labels with nothing behind them, and instructions. An instruction speaks of what
a text should say, mostly to a "you", and has no number and no "we". Who wrote it, and when, says nothing of the project.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.ground.placeholder import states_nothing
from prospectus.writing.adopt.leading import leading
from prospectus.writing.adopt.terms import terms, words_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.source import Span
    from prospectus.model.document import Document

LONGEST_LABEL = 4
"""A line of at most so many words, without a number, is a label."""

LEAST_SAID = 0.1
"""A document that says less than this share of its characters for sure, and asks for much, is a template."""

MOST_ASKED = 0.4
"""So large a share that asks for a text is much; an instruction left in a document that somebody has written is less."""

LEAST_BESIDE = 0.25
"""Where a smaller share does not ask, it is a template whatever it says."""

_LINES = 4_000
"""So many lines tell whether a document is a template."""

LONGEST_LINE = 5_000
"""Of a longer line so many characters tell what it is."""

_MARKS = Pattern(r"^[\s>*+#-]+(?:\[[ xX]\]\s*)?|^\s*[0-9]{1,3}[.)]\s+")
_RULE = Pattern(r"[\s|:*_=-]*")
_TAG = Pattern(r"<[^<>]{0,200}>|!\[[^\]]{0,200}\]\([^)]{0,300}\)")
_LINK = Pattern(r"\[([^\[\]]{0,200})\]\([^()\s]{0,500}\)|https?://\S{1,500}")
_ALL_ITALIC = Pattern(r"[_*](?![_*\s])[^_*]{1,600}[_*][.:]?")
_ASKING = Pattern(r"[^.!]{0,300}[?\uff1f][\W`]{0,9}(?:`[^`]{0,60}`\W{0,9}){0,3}")
_BRACKETED = Pattern(r"\[[^\[\]\n]{1,200}\](?![(\[:])|<[^<>\n]{1,100}>|\{\{[^{}\n]{0,100}\}\}|YYYY|_{3,}|\.{3,}|…")
_COUNTED = Pattern(
    r"(?:(?<![^\W\d_])[^\W\d_]++\s)?[0-9]{1,2}(?:[.)]|\s*[-\u2013:]|\s*$)|[0-9]-[0-9] (?:sentences|paragraphs|words)|\b[A-Za-z]++[0-9]\b"
)
_NUMBER = Pattern(r"[0-9]")
_ENUMERATED = Pattern(r"(?<![^\W\d_])[^\W\d_]++(?:[\s-]++[^\W\d_]++)?\s++(?:[0-9]{1,2}|[A-Z])(?:\s*(?:->|→).*)?")
_WORDS = Pattern(r"[\u3041-\u30fa\u4e00-\u9fff]{2}|\w+")
"""Words; of Japanese and Chinese, where no space parts them, two characters each."""

_EMPTY_LABEL = Pattern(r"[*_`\s]*[^\n:\uff1a]{1,60}[:\uff1a][*_`\s]*")


class Written(NamedTuple):
    """How many characters of a text say something for sure, how many may, and how many only ask for a text."""

    said: int
    maybe: int
    asked: int

    @property
    def is_template(self) -> bool:
        """Whether nothing to speak of is written."""
        total = self.said + self.maybe + self.asked
        if not total or not self.said + self.maybe:
            return True
        if self.asked >= (1 - LEAST_BESIDE) * total:
            return True
        return self.said <= LEAST_SAID * total and self.asked >= MOST_ASKED * total


def written(document: Document, span: Span | None = None) -> Written:
    """What is written in a part of a document's body; in all of it where no part is given."""
    counts = {"said": 0, "maybe": 0, "asked": 0, "": 0}
    for line in _lines(document, span):
        counts[_kind(line)] += len(line)
    return Written(counts["said"], counts["maybe"], counts["asked"])


def _lines(document: Document, span: Span | None) -> Iterator[str]:
    """The lines of text: no headings, comments, rules, heads of tables, nor what the document says of itself where it begins.

    Marks, images, tags and targets of links are left out.
    """
    body, source = document.body, document.source
    first = source.position(span.start if span else body.start).line
    last = source.position(max(span.start, span.end - 1) if span else len(source.text)).line
    headings = {heading.line for heading in body.headings}
    hidden = {
        line
        for comment in body.comments
        for line in range(source.position(comment.span.start).line, source.position(comment.span.end).line + 1)
    }
    hidden |= leading(document).lines
    is_code = False
    for number in range(first, min(last, first + _LINES) + 1):
        line = source.line_text(number)[: 2 * LONGEST_LINE]
        if line.lstrip().startswith(("```", "~~~")):
            is_code = not is_code
            continue
        if is_code or number in headings or number in hidden or not line.strip() or _RULE.fullmatch(line):
            continue
        text = _LINK.sub(r"\1", _TAG.sub(" ", _MARKS.sub("", line))).strip()
        if text:
            yield text[:LONGEST_LINE]


def _kind(line: str) -> Literal["said", "maybe", "asked", ""]:
    """Whether a line of text says something, asks for a text, or is a mere label."""
    text = line.strip("| ")
    if states_nothing(text) or any(form.fullmatch(text) for form in (_ALL_ITALIC, _ASKING, _ENUMERATED)):
        return "asked"
    if _EMPTY_LABEL.fullmatch(text):
        return "asked" if len(_WORDS.findall(text)) <= LONGEST_LABEL else ""
    label, colon, rest = text.partition(":")
    said = rest.strip("*_` ") if colon and len(label.split()) <= LONGEST_LABEL and not rest.startswith("//") else text
    without = _BRACKETED.sub("", said)
    is_ours = _prompts("ours").search(said) is not None
    has_number = _NUMBER.search(_COUNTED.sub("", without)) is not None
    is_blank = states_nothing(said) or (without != said and len(_WORDS.findall(without)) <= LONGEST_LABEL)
    if is_blank or (not is_ours and _asks(said, has_number=has_number)):
        return "asked"
    if not has_number and len(_WORDS.findall(said)) <= LONGEST_LABEL:
        return ""
    return "said" if has_number or is_ours else "maybe"


def _asks(text: str, *, has_number: bool) -> bool:
    """Whether a text begins or ends as an instruction, or speaks of what a text should say."""
    if _prompts("begins").match(text.lstrip("*_`( ")) or _prompts("ends").search(text, max(0, len(text) - 12)):
        return True
    return not has_number and len(_WORDS.findall(text)) > LONGEST_LABEL and _prompts("holds").search(text) is not None


@cache
def _prompts(kind: str) -> Pattern:
    return words_pattern(terms()["prompts"][kind], at_start=kind == "begins")
