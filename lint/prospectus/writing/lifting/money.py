"""Amounts of money as people write them: with one currency, and the period for which they are where that is told."""

from __future__ import annotations

from typing import NamedTuple

from prospectus.ground.pattern import Pattern
from prospectus.ground.units import CURRENCIES, ISO_CURRENCIES
from prospectus.rules.agreement.terms import folded
from prospectus.writing.lifting.terms import meanings
from prospectus.writing.lifting.values import END, NOTE, NUMBER, number_of

_CODES = CURRENCIES | {
    "руб": "RUB", "рублей": "RUB", "рубля": "RUB", "р": "RUB", "долларов": "USD", "евро": "EUR", "krw": "KRW",
}  # fmt: skip
_MONEY = Pattern(
    rf"(?:(?P<front>US\$|[$€£₩]|[A-Z]{{3}}(?![A-Za-z]))\s?)?{NUMBER.text}"
    r"(?:\s?(?P<back>[€£₽$원]|[A-Z]{3}(?![A-Za-z])|руб(?:лей|ля)?(?![^\W_])\.?|р\.|dollars|euros?|won|долларов|евро))?"
)
_PERIOD = Pattern(r"\s*(?:/\s?|,\s)?\s?(?P<period>[^\W\d_]+(?:[ -][^\W\d_]+)?)\.?")


class Money(NamedTuple):
    """An amount of money with its currency, and the period for which it is; empty where none is told."""

    amount: float | int
    currency: str
    period: str


_MONEY_BEFORE = Pattern(
    r"(?:(?P<period>월|매월|월간|연|연간|분기|총|전체|total(?: of)?|всего|at most|up to|under|max(?:imum)?|최대|≤|<=?|до|не более)\s+)?",
    2,
)


def read_money(text: str, *, cyrillic: bool = False) -> Money | None:
    """The amount of money that is all there is of a text; a bound above it is the amount that may be spent."""
    lead = _MONEY_BEFORE.match(text)
    at = lead.end() if lead else 0
    told = {meanings("periods").get(folded(lead["period"]).removesuffix(" of"), "") if lead and lead["period"] else ""}
    found = _MONEY.match(text, at)
    if found is None:
        return None
    marks = {folded(mark).rstrip(".") for mark in (found["front"], found["back"]) if mark}
    codes = {_CODES.get(mark, mark.upper()) for mark in marks}
    value = number_of(found, cyrillic=cyrillic)
    if len(codes) != 1 or value is None or not codes <= ISO_CURRENCIES:
        return None
    at = found.end()
    while not END.match(text, at):
        inner = NOTE.match(text, at)
        period = inner or _PERIOD.match(text, at)
        word = folded(period[period.lastgroup or 0]) if period else ""
        meaning = meanings("periods").get(word) or meanings("periods").get(word.removesuffix("."))
        if period is None or meaning is None:
            return None
        told.add(meaning)
        at = period.end()
    told.discard("")
    return Money(value, codes.pop(), min(told, default="")) if len(told) <= 1 else None
