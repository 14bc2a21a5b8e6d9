"""What the sentences and list items of a body state, in one plain form: a name, then *is* or a colon, then a number.

Nothing but function words stands before the name, and the number ends there: *In Germany the target recall is 0.8* and *the
target recall is 0.8 for new users* speak of something else.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern
from prospectus.rules.agreement.facts import fact_names
from prospectus.rules.agreement.names import name_of
from prospectus.rules.agreement.places import ELSEWHERE
from prospectus.rules.agreement.quantities import read_number
from prospectus.rules.agreement.subjects import state
from prospectus.rules.agreement.tables import role_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.reading.markdown import Passage
    from prospectus.rules.agreement.index import Index
    from prospectus.rules.agreement.places import Places
    from prospectus.rules.agreement.subjects import Statement, Subject

_JOINTS = (" is ", ": ", ":** ", "은 ", "는 ")
"""What joins a name to a number."""
_AHEAD = r"(?=[0-9*_`$€₩≥≤><]|[a-z]{3} [0-9]|(?:연간?|매년|매?월|분기|한 번에) |최[대소] )"
_SEARCHED = {
    start: Pattern(joint + _AHEAD)
    for start, joint in ((" ", " is "), (":", r":(?:\*\*)? "), ("은", "은 "), ("는", "는 "))
}
"""The joints before a number, each by a character that is looked for first: a text is searched fast for a single one."""
_BREAKS = (". ", "; ", "! ", "? ", ", ", "  ", " - ", " * ", "] ", "# ", "이고 ", "이며 ")
"""Behind what a clause begins, in a text on one line."""
_FAR = 90
"""A name stands no farther before its number."""
MOST_SENTENCES = 100
"""After so many different sentences, more tell nobody anything."""
_LONGEST = 600
"""A sentence is shorter than this."""
_START = Pattern(
    r"(?:(?:the|our|its|this|that|and|but|so|then|overall|agreed|official|current|또한|그리고|이|그|우리|우리의|현재|및|단)\s+)*",
    2,
)
_ROLE = (
    r"(?:(?P<{0}baseline>baseline|베이스라인|기준선)|(?P<{0}minimum>minimum|최소 ?기준|최소 ?값|최솟값|최소)"
    r"|(?P<{0}target>target|goal|목표 ?값|목표치|목표)|(?P<{0}alert>alert (?:limit|threshold)|알림 ?기준|경보 ?기준))"
)
_ROLE_WORDS = ("baseline", "minimum", "target", "goal", "alert", "베이스라인", "기준", "최소", "최솟값", "목표")
_PHRASE = Pattern(
    rf"{_ROLE.format('b_')}(?:\s(?:for|of))?(?:\s(?:the|our))?\s(?P<after>.+)"
    rf"|(?P<before>.+?)(?:['\u2019]s|의)?\s{_ROLE.format('a_')}(?:\svalue|\s?값)?"
)
_END = Pattern(
    r"(?:이다|입니다|이며|이고|으로|로)?(?:\s*$|[.;:,](?:\s|$))|(?:이며|이고|으로|로)\s|\s(?=(?:because|since|so)\s)", 2
)
_BECAUSE = Pattern(r"(?:because|since|as|so)\s", 2)
_DIGIT = Pattern("[0-9]")
_STOP = Pattern(r"[.!?。;](?:\s|$)")


def sentence_statements(places: Places, index: Index) -> Iterator[Statement]:
    """What the sentences and list items of a body state otherwise than the front matter."""
    body = places.document.body
    words = tuple(_wordings(body.flat, body.text, index))
    for passage in body.passages(words, words) if words else ():
        offset = passage.place(0, 1).start
        is_item = passage.indent is not None
        if passage.indent or not places.is_current(offset) or (is_item and places.is_led_elsewhere(offset)):
            continue  # what stands under a list item may be of that item alone
        yield from (one for one in _sentences(passage, index) if not one.is_said)


def _wordings(flat: str, text: str, index: Index) -> dict[str, None]:
    """The different wordings of a text, ``flat`` in lower case and on one line, in which a number seems to be stated otherwise than the front matter."""
    last_words = _last_words() | {name.rpartition(" ")[2] for name in index.exact}
    found: dict[str, None] = {}
    joints = (one.span() for start, joint in _SEARCHED.items() if start in flat for one in joint.finditer(flat))
    for at, end in joints:
        left = flat[max(0, at - _FAR) : at]
        if left.rpartition(" ")[2].strip("*_`") in last_words:
            clause = left[max(left.rfind(mark) + len(mark) if mark in left else 0 for mark in _BREAKS) :]
            named = _subject(clause, index)
            if named is None or _agrees(text, end, *named):
                continue  # nearly all do: no need to read the passage
            found[flat[at - len(clause) : end + 1]] = None
            if len(found) == MOST_SENTENCES:
                break
    return found


@cache
def _last_words() -> frozenset[str]:
    """The last words of the names of facts and roles, behind which a number may stand."""
    return frozenset(name.rpartition(" ")[2] for name in (*fact_names(), *role_names()))


def _agrees(text: str, at: int, subject: Subject, role: str) -> bool:
    read = read_number(text, at, subject.measure_of(role))
    statement = read and state(subject, role, read[0])
    return bool(statement and statement.is_said)


def _sentences(passage: Passage, index: Index) -> Iterator[Statement]:
    """What the sentences of a passage state."""
    text, start = passage.text, 0
    while start < len(text):
        stop = _STOP.search(text, start)
        end = stop.start() if stop else len(text)
        if end - start <= _LONGEST and text[end : end + 1] != "?":
            yield from _clauses(passage, start, end, index)
        start = stop.end() if stop else len(text)


def _clauses(passage: Passage, start: int, end: int, index: Index) -> Iterator[Statement]:
    """What the clauses state that follow each other from the start of a sentence on: name, number, comma, name, number."""
    text = passage.text
    while start < end:
        near = min(end, start + _FAR)
        joints = [(at, joint) for joint in _JOINTS if (at := text.find(joint, start, near)) >= 0]
        at, joint = min(joints, default=(start, ""))
        named = _subject(text[start:at], index)
        if not named:
            return
        subject, role = named
        read = read_number(text, at + len(joint), subject.measure_of(role))
        ending = _END.match(text, read[1], end) if read else None
        if read is None or ending is None:
            return
        tail = text[ending.end() : end]
        is_explained = ending[0].startswith(":") or _BECAUSE.match(tail)
        is_followed = is_explained or _subject(tail.partition("은 ")[0].partition(" is ")[0], index)
        if not is_explained and (
            ELSEWHERE.search(tail) or ("," in ending[0] and not is_followed and _DIGIT.search(tail))
        ):
            return
        quantity = read[0]
        statement = state(subject, role, quantity._replace(span=passage.place(*quantity.span)))
        if statement is not None:
            yield statement
        start = ending.end()


def _subject(left: str, index: Index) -> tuple[Subject, str] | None:
    """What the text before *is* names, and in which role."""
    name = name_of(left)
    begin = _START.match(name)
    name = name[begin.end() :] if begin else name
    if (fact := index.fact(name)) is not None:
        return fact, "required"
    phrase = _PHRASE.fullmatch(name) if any(word in name for word in _ROLE_WORDS) else None
    if phrase is None:
        return None
    subject = index.exact.get(phrase["after"] or phrase["before"])
    role = next(group for group, told in phrase.groupdict().items() if told and group not in {"after", "before"})
    return (subject, role[2:]) if subject is not None and subject.kind == "metric" else None
