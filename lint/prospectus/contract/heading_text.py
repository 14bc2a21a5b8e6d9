"""The text of a heading: without its marks, its numbering and whatever else names no section."""

from __future__ import annotations

import unicodedata
from functools import cache

from prospectus.ground.pattern import Pattern

LONGEST_HEADING = 300
"""What stands further right opens no section, and need not be searched for marks."""

_MARKS = Pattern(r"</?[A-Za-z!][^<>]*>|!\[[^\[\]]*\]\([^()]*\)|\{[^{}]*\}|:[a-z0-9_+-]+:|[0-9]\ufe0f?\u20e3")
_LINK = Pattern(r"\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_CODE = Pattern(r"`[^`]*`")
_COUNT = r"[0-9]+(?:[.\-][0-9]+)*"
_LETTER = r"[가나다라마바사아자차카타파하]|[a-z]|[ivx]+"
_DIVISION = (
    "step|phase|part|section|chapter|stage|task|module|appendix|annex|этап|шаг|раздел|глава|часть|модуль|приложение"
    "|paso|etapa|fase|passo|parte|sección|seção|capítulo|módulo|anexo|apéndice|apêndice"
)
_NUMBERING = Pattern(
    rf"(?:(?:{_DIVISION})(?:\s*{_COUNT}|\s+(?:[ivx]+|[a-z])(?![a-z]))|부록\s*(?:[0-9]+|[a-z가-하](?![a-z가-힣]))"
    r"|제?\s*[0-9]+\s*(?:단계|장|절))[\s.):\-\u2013\u2014]*(?:\s|(?<=[.):\-\u2013\u2014]))"
    rf"|[(\[\u3010\u3014]\s*(?:{_COUNT}|{_LETTER})\s*[)\]\u3011\u3015][.:]?\s*"
    rf"|(?:{_COUNT}(?:[a-z](?=[.)]))?|(?:{_LETTER})(?=[.)])|[ivx]+-[0-9]+)(?:[.):\-\u2013\u2014]*\s+[.:\-\u2013\u2014]*\s*|[.)]+\s*)"
    r"|[\u2170-\u217f\u2460-\u24ff\u2776-\u2793]+[\s.):\-\u2013\u2014]*"
)
_EDGES = " \t\u00a0*_~#:.;!?¿¡|-\u2013\u2014"
_OTHER_MARKS = {"So", "Sk", "Cf"}


@cache
def normalise_heading(heading: str) -> str:
    """A heading without emphasis, HTML, link targets, emoji, numbering and edge punctuation, casefolded, in NFC.

    Code is left out, too, unless there is nothing else.
    """
    text = heading[:LONGEST_HEADING]
    if "&" in text and ";" in text:
        from html import unescape  # noqa: PLC0415 - its table of 2,000 names, for the rare heading that has one

        text = unescape(text)
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    if "`" not in text:
        return _normalised(text)
    words = _normalised(_CODE.sub(" ", text))
    return words if any(char.isalpha() for char in words) else _normalised(text.replace("`", ""))


def _normalised(text: str) -> str:
    text = _MARKS.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        text = "".join(" " if unicodedata.category(char) in _OTHER_MARKS or char == "\ufe0f" else char for char in text)
    text = " ".join(text.casefold().replace("*", "").replace("__", "").split()).strip(_EDGES)
    for _ in range(2):  # "2.1. Step 3: Data"
        if (number := _NUMBERING.match(text)) and number.end() < len(text):
            text = text[number.end() :].strip(_EDGES)
    return text
