"""What the sentences and list items of a body state, in one plain form: a name, then *is* or a colon, then a number.

Nothing but small words stands before the name, and the number ends there: *In Germany the target recall is 0.8* and *the
target recall is 0.8 for new users* speak of something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern
from prospectus.rules.agreement.quantities import read_quantity
from prospectus.rules.agreement.subjects import state
from prospectus.rules.agreement.terms import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.reading.markdown import Passage
    from prospectus.rules.agreement.index import Called, Index
    from prospectus.rules.agreement.places import Places
    from prospectus.rules.agreement.subjects import Statement

_AHEAD = r"(?=\W{0,4}[0-9]|[a-z]{3,9} [0-9]|at (?:least|most) |no (?:more|less) |(?:연간?|매년|매?월|분기|한 번에|최[대소]) )"
_JOINTS = {
    mark: Pattern(joint + _AHEAD)
    for mark, joint in {
        "i": " is (?!below|under|above|over|less|more|within)(?:set (?:to|at) )?",
        "m": " must (?:be|stay) ",
        ":": r":(?:\*\*)? ",
        "=": " = ",
        "\u2014": " \u2014 ",
        "은": "은 ",
        "는": "는 ",
    }.items()
}
"""What joins a name to a number, by a character that is looked for first: a text is searched fast for a single one."""
_BEFORE = Pattern(r".*(?:[.;!?,\]# ] | [-*] |이[고며] )")
"""What stands before the last clause of a text on one line."""
_FAR = 90
"""A name stands no farther before its number."""
MOST_SENTENCES = 100
"""After so many different sentences, more tell nobody anything."""
_END = Pattern(
    r"(?: ?(?:이상|이하|미만|초과|이내))?(?:(?:이다|입니다|이며|이고|으로|로)?(?:\s*$|[.;:,](?:\s|$))"
    r"|(?:이며|이고|(?:으로|로)(?! (?:바|변|늦|앞|올|낮|높|줄|늘)))\s|\s(?=(?:because|since|so)\s))",
    2,
)
_BECAUSE = Pattern(r"(?:because|since|as|so)\s", 2)
_STOP = Pattern(r"[.!?。;](?:\s|$)")
_PART = Pattern(
    r"^\W*(?:in|for|on|at|during|with|without|under|when|while|among|within)\b|에서|에는|의 경우|용\b|만$"
    r"|\b(?:others?|different\w*|differs?|competitors?|vendors?|last year|next year|for now)\b"
    r"|따로|다르|다른|달랐|달리|지난해|작년|내년|경쟁",
    2,
)
"""After a sentence that tells of a part, or of something else, the next may go on about that."""


def sentence_statements(places: Places, index: Index) -> Iterator[Statement]:
    """What the sentences and list items of a body state otherwise than the front matter."""
    body = places.document.body
    words = tuple(_wordings(body.flat, body.text, index))
    for passage in body.passages(words, words) if words else ():
        if passage.indent:
            continue  # what stands under a list item may be of that item alone
        place = places.find(passage.place(0, 1).start, "text" if passage.indent is None else "item")
        for one in _sentences(passage, index) if place else ():
            if not one.is_said and place and place.is_sure_of(one.subject):
                yield one


def _wordings(flat: str, text: str, index: Index) -> dict[str, None]:
    """The wordings of a text, ``flat`` on one line, in which a number seems to be stated otherwise than the front matter.

    Nearly all agree, and then there is no need to read the passage.
    """
    found: dict[str, None] = {}
    for at, end in _joints(flat):
        left = flat[max(0, at - _FAR) : at]
        before = _BEFORE.match(left)
        clause = left[before.end() :] if before else left
        called = index.named(words_of(clause))
        is_code = clause.count("`") % 2
        if called and not is_code and (text[end] in "*_`" or _differs(text, end, called)):
            found[flat[at - len(clause) : end + 1]] = None
            if len(found) == MOST_SENTENCES:
                break
    return found


def _joints(text: str) -> Iterator[tuple[int, int]]:
    """Where a text in lower case has a joint before a number."""
    for mark, joint in _JOINTS.items():
        if mark in text:
            yield from (match.span() for match in joint.finditer(text))


def _differs(text: str, at: int, called: Called) -> bool:
    read = read_quantity(text, at, called.subject.measure_of(called.role))
    statement = read and state(called.subject, called.role, read[0])
    return bool(statement and not statement.is_said)


def _sentences(passage: Passage, index: Index) -> Iterator[Statement]:
    """What the sentences of a passage state, as long as nothing in it asks, or speaks of a part or of another time."""
    text, start = passage.text, 0
    while start < len(text):
        stop = _STOP.search(text, start)
        end = stop.start() if stop else len(text)
        if text[end : end + 1] == "?":
            return
        yield from _clauses(passage, start, end, index)
        if _PART.search(text[start:end]):
            return
        start = stop.end() if stop else len(text)


def _clauses(passage: Passage, start: int, end: int, index: Index) -> Iterator[Statement]:
    """What the clauses state that follow each other from the start of a sentence on: name, number, comma, name, number."""
    text = passage.text
    while start < end:
        called, behind = _called(text[start:end], index)
        read = called and read_quantity(text, start + behind, called.subject.measure_of(called.role))
        ending = read and _END.match(text, read[1], end)
        if not called or not read or not ending or (start and text[start + behind - 2] == ":"):
            return  # "Prompts are short-lived. Retention: 30 days."
        tail = text[ending.end() : end]
        if tail and "," in ending[0] and not _BECAUSE.match(tail) and not _called(tail, index)[0]:
            return
        statement = state(called.subject, called.role, read[0]._replace(span=passage.place(*read[0].span)))
        if statement is not None:
            yield statement
        start = ending.end()


def _called(text: str, index: Index) -> tuple[Called | None, int]:
    """What a text begins with: a name before a joint, and where what is joined to it begins."""
    at, behind = min(_joints(text.lower()), default=(0, 0))
    return index.named(words_of(text[:at])), behind
