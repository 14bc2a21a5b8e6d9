"""Days as people write them, and ranges of days; a day that two conventions read differently is none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern

if TYPE_CHECKING:
    import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RUSSIAN = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
_DATE = Pattern(
    r"(?P<y>20[0-9]{2})(?:[-./](?P<m>[0-9]{1,2})[-./]|년 ?(?P<km>[0-9]{1,2})월 ?|\. (?P<dm>[0-9]{1,2})\. )(?P<d>[0-9]{1,2})(?![0-9])(?:일|\.)?"
    rf"|(?P<ed>[0-9]{{1,2}})(?:st|nd|rd|th)? (?P<em>{'|'.join(_MONTHS)})[a-z]{{0,6}},? (?P<ey>20[0-9]{{2}})(?![0-9])"
    rf"|(?P<am>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.? (?P<ad>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<ay>20[0-9]{{2}})(?![0-9])"
    rf"|(?P<rd>[0-9]{{1,2}}) (?P<rm>{'|'.join(_RUSSIAN)}) (?P<ry>20[0-9]{{2}})(?![0-9])(?: ?г(?:ода|\.)?)?"
    r"|(?P<pd>[0-9]{1,2})\.(?P<pm>[0-9]{1,2})\.(?P<py>20[0-9]{2})(?![0-9.])",
    2,
)
_UNTIL = Pattern(r"\s*(?:to|until|through|till|~|\u2013|\u2014|-|по|до|부터|에서)\s*", 2)
_FROM = Pattern(r"(?:from|с|от)\s+", 2)
_LEADING = Pattern(r"(?:(?:by|on|before|до|к)\s+)?", 2)
_TRAILING = Pattern(r"\s*+(?:까지\s*+)?(?:[.;]?\s*+$|\.\s+(?=[^\W\d_]))")


def _day(found: re.Match[str] | None, *, cyrillic: bool) -> str | None:
    if found is None or (found["pd"] and not cyrillic):
        return None
    name = (found["em"] or found["am"] or "").casefold()
    month = found["m"] or found["km"] or found["dm"] or found["pm"]
    if found["rm"]:
        month = str(_RUSSIAN.index(found["rm"].casefold()) + 1)
    if name:
        month = str(_MONTHS.index(name) + 1)
    year = found["y"] or found["ey"] or found["ay"] or found["ry"] or found["py"]
    day = found["d"] or found["ed"] or found["ad"] or found["rd"] or found["pd"]
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def read_date(text: str, *, cyrillic: bool = False) -> str | None:
    """The one day that is all there is of a text, as ISO 8601."""
    lead = _LEADING.match(text)
    found = _DATE.match(text, lead.end() if lead else 0)
    if found is None or not _TRAILING.match(text, found.end()):
        return None
    return _day(found, cyrillic=cyrillic)


def read_days(text: str, *, cyrillic: bool = False) -> tuple[str, str] | None:
    """The first and the last day of a range of days that is all there is of a text."""
    lead = _FROM.match(text)
    first = _DATE.match(text, lead.end() if lead else 0)
    joint = first and _UNTIL.match(text, first.end())
    last = joint and _DATE.match(text, joint.end())
    if not last or not _TRAILING.match(text, last.end()):
        return None
    start, end = _day(first, cyrillic=cyrillic), _day(last, cyrillic=cyrillic)
    return (start, end) if start and end and start <= end else None
