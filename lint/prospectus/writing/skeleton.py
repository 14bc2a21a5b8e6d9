"""The skeleton of a new document: what its stage needs, and prompts that say what to write."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from prospectus.contract.contract import FORMAT
from prospectus.ground.days import days_after
from prospectus.ground.language import has_hangul, say
from prospectus.ground.pattern import Pattern
from prospectus.model.document import PROMPT
from prospectus.reading.front_matter.writing import Layout, as_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import timedelta

    from prospectus.contract.contract import Contract
    from prospectus.contract.lifecycle import Condition, Section, Stage
    from prospectus.contract.schema import Schema

Json = Any


def project_id(title: str) -> str:
    """An id made of a title: ASCII words joined by ``-``; empty when nothing is left.

    Korean is romanised as it is read (the Revised Romanization of 2000), other scripts letter by letter.
    """
    from anyascii import anyascii  # noqa: PLC0415 - only for new documents

    if has_hangul(title):
        from hangulpy.romanize import romanize  # noqa: PLC0415 - a tenth of a second, for Korean titles only

        title = romanize(title)
    return re.sub(r"[^a-z0-9]+", "-", anyascii(title).lower()).strip("-")


def skeleton(contract: Contract, title: str, identity: str, *, lang: str, stage: Stage, owner: str, today: date) -> str:
    """The text of a new document at a stage.

    It holds the facts that the stage needs (those that are known filled in, the others as an example in comments) and its
    sections, each with a prompt as a comment. It lints without an error as soon as its stage needs no more than is filled in,
    and so it does with all comments taken away (``# `` before a key, not the ``##`` before words).
    """
    known = {
        "schema": FORMAT,
        "id": identity,
        "title": title,
        "lang": lang,
        "stage": stage.id,
        "status": "draft",
        "owner": owner,
        "created": today.isoformat(),
        "updated": today.isoformat(),
    }
    examples = example_facts(contract, stage, lang, today, without=known)
    lines = ["---", *(line for key, value in known.items() for line in as_lines((key,), value, Layout()))]
    lines += _prompts(contract, examples, lang)
    lines += ["---", "", f"# {title}"]
    for section in sections_of(contract, stage, examples):
        lines += ["", f"## {say(section.title, lang)}", "", f"{PROMPT} {say(section.prompt, lang)} -->"]
    return "\n".join(lines) + "\n"


def example_facts(
    contract: Contract, stage: Stage, lang: str, today: date, without: Collection[str] = ()
) -> dict[str, Json]:
    """An example of each top-level fact that a stage needs or shows, so that all agree with each other and with the day."""
    schema, asked = contract.schema, contract.asked(stage, None)
    orders = {other.id: other.order for other in contract.lifecycle.stages.values()}
    shift = today - schema.examples.day(stage.order)
    found = {}
    for key in contract.schema.annotated["properties"]:
        since = schema.at(key).get("exampleFrom") or schema.at(key).get("requiredFrom")
        if key not in without and since is not None and orders[since] <= asked.at(key):
            found[key] = _moved(schema.examples.of((key,), lang, asked.at(key)), shift)
    return found


def sections_of(contract: Contract, stage: Stage, facts: Mapping[str, Json]) -> Iterator[Section]:
    """The sections that a stage asks for or advises, where a document states some facts."""
    asked = contract.asked(stage, None)
    for section in contract.lifecycle.sections.values():
        if section.level(asked.at(section.id)) is not None and (section.when is None or _holds(section.when, facts)):
            yield section


def _holds(condition: Condition, facts: Mapping[str, Json]) -> bool:
    found: list[Json] = [facts]
    for step in condition.path.split("."):
        holders = [one for value in found for one in (value if isinstance(value, list) else [value])]
        found = [one[step] for one in holders if isinstance(one, dict) and step in one]
    return condition.holds(found)


_DATE = Pattern(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")


def _moved(value: Json, shift: timedelta) -> Json:
    """A value with all the dates in it moved."""
    if isinstance(value, dict):
        return {key: _moved(below, shift) for key, below in value.items()}
    if isinstance(value, list):
        return [_moved(item, shift) for item in value]
    if isinstance(value, str):
        return _DATE.sub(lambda match: days_after(date.fromisoformat(match[0]), shift.days).isoformat(), value)
    return value


def _prompts(contract: Contract, facts: Mapping[str, Json], lang: str) -> Iterator[str]:
    """Facts as commented prompts, each below what it is."""
    for key, value in facts.items():
        short = contract.schema.shortened((key,), value)
        yield ""
        yield from as_prompt(
            contract.schema.at(key), key, as_lines((key,), short, Layout(), contract.schema.examples.notes()), lang
        )


def as_prompt(schema: Schema, key: str, lines: Iterable[str], lang: str, column: int = 0) -> Iterator[str]:
    """What a property is, and the lines of an example, which stand at a column: as comments that state it with ``# `` deleted.

    Words begin with ``##``, those inside the example too, so that they stay comments however often ``# `` is deleted.
    """
    title, description = described(schema, lang)
    indent = " " * column
    yield f"{indent}## {title or key}: {description}" if description else f"{indent}## {title or key}"
    for line in lines:
        written = line[column:]
        is_note = written.lstrip().startswith("# ")
        yield f"{indent}# {written.replace('# ', '## ', 1) if is_note else written}".rstrip()


def described(schema: Schema, lang: str) -> tuple[str, str]:
    """The title and description of a property, in a language."""
    words: dict[str, Any] = schema.get("lang", {}).get(lang, {})
    title, description = (words.get(key, schema.get(key, "")) for key in ("title", "description"))
    return str(title), str(description)
