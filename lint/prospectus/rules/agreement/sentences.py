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
from prospectus.rules.agreement.subjects import Statement, Subject, state
from prospectus.rules.agreement.tables import role_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.ground.source import Span
    from prospectus.reading.markdown import Passage
    from prospectus.rules.agreement.places import Places
    from prospectus.rules.agreement.subjects import Index

_AHEAD = r"(?=[0-9*_`$€₩≥≤><연월매분한]|[a-z]{3} [0-9])"
_JOINTS = tuple(Pattern(glue + _AHEAD) for glue in (" is ", r":(?:\*\*)? ", "은 ", "는 "))
"""What joins a name to a number, each with a literal at its start, by which a text is searched fast."""
_FAR = 90
"""A name stands no farther before its number."""
MOST_SENTENCES = 100
"""After so many different sentences that may differ, more tell nobody anything."""
_LONGEST = 600
"""A sentence is shorter than this."""
_SENTENCE = Pattern(r"(?s).*(?:[.!?;]\s|\n\s*\n|(?:^|\n)[ \t]*(?:[-*+]|[0-9]{1,9}[.)])\s+(?:\[[ xX]\]\s+)?|#\s)")
_START = Pattern(
    r"(?:(?:the|our|its|this|that|and|but|so|then|overall|agreed|official|current|또한|그리고|이|그|우리|우리의|현재|및|단)\s+)*",
    2,
)
_ROLE = (
    r"(?:(?P<{0}baseline>baseline|베이스라인|기준선)|(?P<{0}minimum>minimum|최소 ?기준|최소 ?값|최솟값|최소)"
    r"|(?P<{0}target>target|goal|목표 ?값|목표치|목표)|(?P<{0}alert>alert (?:limit|threshold)|알림 ?기준|경보 ?기준))"
)
_PHRASE = Pattern(
    rf"{_ROLE.format('b_')}(?:\s(?:for|of))?(?:\s(?:the|our))?\s(?P<after>.+)"
    rf"|(?P<before>.+?)(?:['\u2019]s|의)?\s{_ROLE.format('a_')}(?:\svalue|\s?값)?"
)
_END = Pattern(
    r"(?:이다|입니다|이며|이고|으로|로)?(?:\s*$|[.;:,](?:\s|$))|(?:이며|이고|으로|로)\s|\s(?=(?:because|since|so)\s)", 2
)
_BECAUSE = Pattern(r"(?:because|since|as|so)\s", 2)
_DIGIT = Pattern("[0-9]")
_STOP = Pattern(r"[.!?。](?:\s|$)")


def prose_statements(places: Places, index: Index) -> Iterator[Statement]:
    """What the sentences and list items of a body state otherwise than the front matter."""
    body = places.document.body
    endings = _endings() | {name[-2:] for name in index.exact}
    found: dict[str, None] = {}
    for at, end in _candidates(body.flat):
        if body.flat[max(0, at - 5) : at].rstrip("*_`")[-2:] in endings:
            start = _sentence_start(body.text, at)
            left = _last_clause(body.flat[start:at])
            if (named := _subject(left, index)) and _agrees(body.text, end, *named):
                continue  # nearly all do: no need to read the passage
            if named or name_of(left) in role_names():
                found[body.flat[start : end + 1]] = None
                if len(found) == MOST_SENTENCES:
                    break
    seen: set[Span] = set()
    for statement in _read(places, index, tuple(found)) if found else ():
        span = statement.quantity.span
        if span not in seen and not statement.is_said:
            seen.add(span)
            yield statement


def _agrees(text: str, at: int, subject: Subject, role: str) -> bool:
    read = read_number(text, at, subject.measure_of(role))
    statement = read and state(subject, role, read[0])
    return bool(statement and statement.is_said)


def _last_clause(left: str) -> str:
    """The last of several clauses that stand before a number: *the deadline is 2027-04-30, the budget*."""
    cut = max(left.rfind(joint) + len(joint) if joint in left else 0 for joint in (", ", "이고 ", "이며 "))
    return left[cut:] if _DIGIT.search(left, 0, cut) else left


@cache
def _endings() -> frozenset[str]:
    """The ends of the names of facts and roles, after which a number may follow."""
    return frozenset(name[-2:] for name in (*fact_names(), *role_names()))


def _candidates(flat: str) -> Iterator[tuple[int, int]]:
    """Where something stands that joins a name to a number."""
    return (joint.span() for pattern in _JOINTS for joint in pattern.finditer(flat))


def _sentence_start(text: str, at: int) -> int:
    """Where the sentence or item begins in which an offset stands, if that is near."""
    low = max(0, at - _FAR)
    found = _SENTENCE.match(text[low:at])
    return low + found.end() if found else low


def _read(places: Places, index: Index, words: tuple[str, ...]) -> Iterator[Statement]:
    """What the passages state that hold one of some texts."""
    parents: list[tuple[int, int, Subject | None]] = []
    for passage in places.document.body.passages(words, words, whole_lists=True):
        offset = passage.place(0, 1).start
        if passage.indent is None:
            parents = []
            if places.is_current(offset):
                yield from _sentences(passage, index, None)
            continue
        while parents and (passage.block != parents[-1][0] or passage.indent <= parents[-1][1]):
            parents.pop()
        owner = parents[-1][2] if parents else _sure(places.heading_of(offset), index)
        parents.append((passage.block, passage.indent, _sure(passage.text, index)))
        is_of_owner = owner is not None and not places.is_history(offset)
        is_free = len(parents) == 1 and places.is_current(offset)
        if (is_of_owner or is_free) and not places.is_led_elsewhere(offset):
            yield from _sentences(passage, index, owner)


def _sure(text: str | None, index: Index) -> Subject | None:
    """The subject that a text names and nothing else."""
    named = index.find(text) if text else None
    return named[0] if named and named[1] == "sure" else None


def _sentences(passage: Passage, index: Index, owner: Subject | None) -> Iterator[Statement]:
    """What the sentences of a passage state; ``owner`` is the subject whose list it stands in."""
    text, start = passage.text, 0
    while start < len(text):
        stop = _STOP.search(text, start)
        end = stop.start() if stop else len(text)
        if end - start <= _LONGEST and text[end : end + 1] != "?":
            for part_start in (start, *(at + 2 for at in _every(text, "; ", start, end))):
                yield from _clauses(passage, part_start, end, index, owner)
        start = stop.end() if stop else len(text)


def _every(text: str, part: str, start: int, end: int) -> Iterator[int]:
    at = text.find(part, start, end)
    while at >= 0:
        yield at
        at = text.find(part, at + 1, end)


def _clauses(passage: Passage, start: int, end: int, index: Index, owner: Subject | None) -> Iterator[Statement]:
    """What the clauses state that follow each other from the start of a sentence on: name, number, comma, name, number."""
    text = passage.text
    while start < end:
        joints = [
            (at, glue)
            for glue in (" is ", ": ", "은 ", "는 ")
            if (at := text.find(glue, start, min(end, start + _FAR))) >= 0
        ]
        if not joints:
            return
        at, glue = min(joints)
        left = text[start:at]
        named = _subject(left, index) or (owner and (role := role_names().get(name_of(left))) and (owner, role))
        if not named:
            return
        subject, role = named
        read = read_number(text, at + len(glue), subject.measure_of(role))
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
    phrase = _PHRASE.fullmatch(name)
    if phrase is None:
        return None
    subject = index.exact.get(phrase["after"] or phrase["before"])
    role = next(group for group, told in phrase.groupdict().items() if told and group not in {"after", "before"})
    return (subject, role[2:]) if subject is not None and subject.kind == "metric" else None
