"""Which rules speak about a fact or a section, and which ask for a fact: by what their pages and the inventory of the contract say."""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING

from prospectus.ground.pattern import Pattern
from prospectus.ground.shipped import schema_file
from prospectus.rules import ALL_RULES
from prospectus.rules.families import FAMILIES
from prospectus.rules.page import FOLDER, read_page

if TYPE_CHECKING:
    from prospectus.contract.schema import DesignDocSchema, Schema
    from prospectus.model.rule import Rule

Path = tuple[str | int, ...]

SECTION_RULES = ("STR05", "STR06")
"""The rules that speak of every section."""

_WORD = Pattern(r"`([a-z_]+(?:\[[^\]`\n]{0,60}\])?(?:\.[a-z_]+(?:\[[^\]`\n]{0,60}\])?)*)(?:: [^`\n]{0,80})?`")
"""A key or a path between back-ticks, with or without a value."""

_FILLED = Pattern(r"\{[a-z_]+\}")
"""A place in a message that the value of a fact fills."""

_ASKED = Pattern(r"`([a-z_.\[\]{}]+)` is missing|(?:needs|no|lacks) `([a-z_.\[\]{}]+)`")
"""How the message of a rule names what is not there."""

_BRACKETS = Pattern(r"\[[^\]]{0,60}\]")


def rules_about(schema: DesignDocSchema, path: Path, below: Schema) -> list[Rule]:
    """The rules that speak about a fact: those to which the schema leaves it, and those whose page names it.

    A page names it by its path. One of the family that the fact belongs to may leave out the first keys of the path, as long as only
    one fact of those can be meant. Of a fact below the first level, a page that names a part of it speaks about it, too.
    """
    codes = {below.get("codeIfMissing"), below.get("codeIfInvalid")}
    return [rule for rule in ALL_RULES if rule.code in codes or _is_named(schema, path, rule.code)]


def rules_asking(schema: DesignDocSchema, path: Path) -> list[Rule]:
    """The rules whose messages say of a fact that it is missing."""
    return [rule for rule in ALL_RULES if _names(schema, path, rule.code) & _asked_by(rule.code)]


def rules_of_section(section: str) -> list[Rule]:
    """The rules that check what a section must settle, as the inventory of the contract has it, and those that speak of every one."""
    codes = {*SECTION_RULES, *_inventory().get(section, ())}
    return [rule for rule in ALL_RULES if rule.code in codes]


def _is_named(schema: DesignDocSchema, path: Path, code: str) -> bool:
    names, words = _names(schema, path, code), _words_of(code)
    if names & words:
        return True
    is_part = sum(isinstance(step, str) for step in path) > 1
    return is_part and any(word.startswith(f"{name}.") for name in names for word in words)


def _names(schema: DesignDocSchema, path: Path, code: str) -> set[str]:
    """What a page of a rule may call a fact."""
    keys = tuple(str(step) for step in path if isinstance(step, str))
    is_home = keys[0] in FAMILIES[code[:3]].facts
    if len(keys) == 1 and not is_home and len(schema.homes.get(keys[0], ())) > 1:
        return set()  # `schema` is a key of each model, too
    starts = range(len(keys)) if is_home else range(1)
    names = {".".join(keys[start:]) for start in starts if not start or _paths(schema, keys[start:], keys[0]) == [keys]}
    return names | {f"{{{name}}}" for name in names if is_home}


def _paths(schema: DesignDocSchema, tail: tuple[str, ...], block: str) -> list[tuple[str, ...]]:
    """The facts of a block that end in some keys; of several, those that stand highest."""
    paths = [tuple(fact.split(".")) for fact in schema.facts if fact.startswith(f"{block}.")]
    found = [fact for fact in paths if fact[-len(tail) :] == tail]
    highest = min(map(len, found), default=0)
    return [fact for fact in found if len(fact) == highest]


@cache
def _words_of(code: str) -> frozenset[str]:
    """The keys and paths that a rule's page names between back-ticks, without its samples; no list's item is told from another."""
    text = (FOLDER / f"{code}.md").read_text("utf-8")
    text = text[: text.find("\n## Bad\n")]
    named = (_BRACKETS.sub("", match[1]) for match in _WORD.finditer(text))
    return frozenset({*named, *(match[0] for match in _FILLED.finditer(text))})


@cache
def _asked_by(code: str) -> frozenset[str]:
    messages = (words["en"] for words in read_page(code).messages.values())
    found = (match[1] or match[2] for message in messages for match in _ASKED.finditer(message))
    return frozenset(_BRACKETS.sub("", name) for name in found)


@cache
def _inventory() -> dict[str, set[str]]:
    """The codes of the checks by the section that settles what they check."""
    found: dict[str, set[str]] = {}
    rows = csv.DictReader(
        schema_file("inventory.tsv").read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    for row in rows:
        for section in row["sections"].split():
            found.setdefault(section, set()).update(row["checks"].split())
    return found
