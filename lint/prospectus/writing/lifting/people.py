"""Who works on a project: roles and names, from tables and from the lists of the section of the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern
from prospectus.ground.placeholder import states_nothing
from prospectus.rules.agreement.terms import folded, parts_of
from prospectus.writing.lifting.found import Found, choice
from prospectus.writing.lifting.terms import heads, meanings
from prospectus.writing.lifting.values import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document
    from prospectus.writing.lifting.statements import Statements

LONGEST_NAME = 60
MOST_WORDS = 4
_BETWEEN = Pattern(r",\s+|\s(?:and|&|и|및)\s|、\s?|\s/\s|;\s+")
_NAME = Pattern(
    r"(?:[^\W\d_][\w.'\u2019-]*)(?:\s[^\W\d_(][\w.'\u2019-]*){0,3}(?:\s?<[^<>\s@]{1,64}@[^<>\s@]{1,64}>|\s?\([^()\s@]{1,64}@[^()\s@]{1,64}\))?|[\w.+-]{1,64}@[\w.-]{1,64}"
)
_NO_NAME = Pattern(
    r"(?:team|squad|group|everyone|all|tbd|tba|n/?a|none|vacant|open|hiring|unassigned|external|contractor|engineer|scientist|manager|analyst|lead|ml|ai|data"
    r"|platform|product|backend|frontend|infra|ops|name|your|person|member|department|committee|팀|미정|담당자|이름|홍길동|команда|отдел|имя|фио|нет|не|вакансия)\b",
    2,
)


def names_in(text: str) -> list[str]:
    """The names of people that a text consists of; none unless each part is a name."""
    text = (bare(text) or "") if "<" not in text else text.strip("* ")
    if not text or len(text) > 3 * LONGEST_NAME or states_nothing(text):
        return []
    found = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    return found if all(map(_is_name, found)) else []


def _is_name(text: str) -> bool:
    if len(text) > LONGEST_NAME or not _NAME.fullmatch(text) or any(_NO_NAME.match(word) for word in text.split()):
        return False
    words = text.split("<", maxsplit=1)[0].split("(", maxsplit=1)[0].split()
    if not words:
        return "@" in text
    return all(
        not word[0].islower() or word in {"de", "van", "von", "der", "da", "dos", "del", "la"} or "@" in word
        for word in words
    ) and (len(words) > 1 or not words[0].isascii() or "@" in text)


def role_of(document: Document, text: str) -> str | None:
    """The role of the contract that a role's name stands for."""
    for name in (folded(text), parts_of(text)[0]):
        if found := choice(document, name, "team", 0, "role") or meanings("team").get(name):
            return str(found) if found != "other" else None
    return None


def team_facts(statements: Statements) -> Iterator[Found]:
    """The members of the team whose role and name are told."""
    document = statements.document
    for grid in statements.grids:
        bases = [parts_of(text)[0] for text in grid.table.header.texts]
        roles = [at for at, base in enumerate(bases) if base in heads("role")]
        people = [at for at, base in enumerate(bases) if base in heads("person") and at not in roles]
        if len(roles) != 1 or len(people) != 1 or grid.place.is_elsewhere:
            continue
        contacts = [at for at, base in enumerate(bases) if base in heads("contact")]
        for row in grid.table.rows:
            line, quote = statements.row(row)
            contact = row.text(contacts[0]) if len(contacts) == 1 else ""
            yield from _members(document, row.text(roles[0]), row.text(people[0]), contact, line, quote)
    for pair in statements.pairs:
        if (
            "team" in pair.place.sections
            and pair.label
            and pair.container[0] != "table"
            and not pair.place.is_elsewhere
        ):
            yield from _members(document, pair.label, pair.written or pair.value, "", pair.line, pair.quote)


def _members(document: Document, role: str, people: str, contact: str, line: int, quote: str) -> Iterator[Found]:
    label = bare(role)
    found = role_of(document, label) if label else None
    names = names_in(people) if found else []
    for name in names:
        key = (folded(name), found)
        yield Found(("team",), key, ("role",), found, line, quote)
        yield Found(("team",), key, ("name",), name, line, quote)
        if "@" in contact and len(names) == 1 and (address := bare(contact)) and " " not in address:
            yield Found(("team",), key, ("contact",), address, line, quote)
