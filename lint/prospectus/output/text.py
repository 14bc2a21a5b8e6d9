"""The ``text`` format: each diagnostic with its excerpt, carets, and the places that explain it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.language import say
from prospectus.ground.pattern import Pattern
from prospectus.ground.severity import Severity
from prospectus.ground.terminal import plain
from prospectus.output import PLAIN, Setting
from prospectus.output.fix_label import fix_label
from prospectus.output.groups import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Paint = Callable[[str, str], str]

    from prospectus.engine.report import Report
    from prospectus.model.diagnostic import Diagnostic
    from prospectus.model.finding import Place

_HINT = {"en": "hint", "ko": "힌트"}
_WRITE = {"en": "write", "ko": "작성 예"}
_FIX = {"en": "fix", "ko": "수정"}
_HELP = {"en": "help", "ko": "도움말"}
_MANY = {"en": "({count} findings)", "ko": "({count}건)"}
_LABEL_COLOR = "1;34"
_COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}


_COMMAND = Pattern(r"`(prospectus [a-z]+ [^`\n]+)`")
"""A command in a hint, with what it is to be called with."""


def render(report: Report, lang: str, setting: Setting = PLAIN) -> str:
    """The report for a terminal; a blank line stands between diagnostics."""
    return "\n".join(
        "\n".join(_lines(diagnostic, count, lang, setting)) + "\n" for diagnostic, count in shown(report.diagnostics)
    )


def _lines(diagnostic: Diagnostic, count: int, lang: str, setting: Setting) -> Iterator[str]:
    paint = _painter(color=setting.color)
    at = diagnostic.start
    tone = _COLORS[diagnostic.severity]
    many = f" {say(_MANY, lang).format(count=count)}" if count > 1 else ""
    head = f"{diagnostic.severity.word}[{diagnostic.code}]"
    yield f"{plain(diagnostic.path)}:{at.line}:{at.column}: {paint(head, tone)} {diagnostic.name}{many}"
    yield from _excerpt(diagnostic.place, plain(diagnostic.message), "^", lambda text: paint(text, tone))
    before: Place | None = None
    for label in diagnostic.related:
        place = label.place
        if place.path != diagnostic.path:
            yield f"  --> {plain(place.path)}:{place.start.line}:{place.start.column}"
        line, said = _excerpt(place, plain(label.message), "-", lambda text: paint(text, _LABEL_COLOR))
        yield from (said,) if place == before else (line, said)
        before = place
    if diagnostic.help:
        hint = _COMMAND.sub(lambda command: f"`{command[1]}{setting.options}`", diagnostic.help)
        yield f"   = {say(_HINT, lang)}: {plain(hint)}"
    if diagnostic.snippet and not any(label.place.is_comment for label in diagnostic.related):
        yield f"   = {say(_WRITE, lang)}:"
        yield from (f"      + {plain(line)}" for line in diagnostic.snippet.split("\n"))
    if diagnostic.fix is not None:
        yield f"   = {say(_FIX, lang)}: {plain(fix_label(diagnostic.fix, lang))}"
    yield f"   = {say(_HELP, lang)}: prospectus explain {diagnostic.code}{plain(setting.options)}"


# What nearly all text of ours is made of; to ask the library, which knows all of Unicode, takes 20 ms to import.
_SURE = Pattern("[ -~가-힣ㄱ-ㅎ、。·“”\u2018\u2019…\u2013—]*+")
_WIDE = Pattern("[가-힣ㄱ-ㅎ、。]")


def _painter(*, color: bool) -> Paint:
    return (lambda text, code: f"\x1b[{code}m{text}\x1b[0m") if color else (lambda text, _code: text)


def _excerpt(place: Place, said: str, mark: str, paint: Callable[[str], str]) -> Iterator[str]:
    line = place.excerpt.replace("\t", " ")
    before, marked = plain(line[: place.first]), plain(line[place.first : place.last])
    yield f"{place.start.line:5} | {plain(line)}".rstrip()
    yield f"      | {' ' * width(before)}{paint(f'{mark * max(width(marked), 1)} {said}')}"


def width(text: str) -> int:
    """How many terminal columns a text takes."""
    if text.isascii():
        return len(text)
    if _SURE.fullmatch(text):
        return len(text) + len(_WIDE.findall(text))
    import wcwidth  # noqa: PLC0415 - only for text that is not ASCII

    columns = wcwidth.wcswidth(text)
    return columns if columns >= 0 else len(text)
