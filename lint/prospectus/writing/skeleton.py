"""The skeleton of a new document: what its stage needs, and prompts that say what to write."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from prospectus.contract.contract import FORMAT
from prospectus.ground.language import say
from prospectus.model.document import PROMPT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from prospectus.contract.contract import Contract
    from prospectus.contract.lifecycle import Stage
    from prospectus.contract.schema import Schema

_PLAIN = re.compile(r"[\w가-힣][\w가-힣 ()/<>@.+-]*$")
_RESERVED = {"true", "false", "null", "yes", "no", "on", "off", "~"}


def project_id(title: str) -> str:
    """An id made of a title: ASCII words joined by ``-``; Korean is romanised. Empty when nothing is left."""
    from anyascii import anyascii  # noqa: PLC0415 - only for new documents

    return re.sub(r"[^a-z0-9]+", "-", anyascii(title).lower()).strip("-")


def skeleton(contract: Contract, title: str, identity: str, *, lang: str, stage: Stage, owner: str, today: date) -> str:
    """The text of a new document at a stage.

    It holds the facts that the stage needs (those that are known filled in, the others as commented prompts) and its
    sections, each with a prompt as a comment. At the stage ``situation`` it lints without an error.
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
    lines = ["---", *(f"{key}: {quoted(value)}" for key, value in known.items())]
    lines.extend(_due_facts(contract, stage, lang, set(known)))
    lines.append("---")
    lines.extend(["", f"# {title}"])
    for section in contract.lifecycle.sections.values():
        if section.level(stage.order) is not None and (section.when is None or section.when.holds(())):
            lines.extend(["", f"## {say(section.title, lang)}", "", f"{PROMPT} {say(section.prompt, lang)} -->"])
    return "\n".join(lines) + "\n"


def quoted(value: str) -> str:
    """A YAML scalar that is read as this text."""
    if _PLAIN.match(value) and value.lower() not in _RESERVED and not value.endswith(" "):
        is_date = re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)
        if is_date or not re.match(r"[-+.]?\d", value):
            return value
    return json.dumps(value, ensure_ascii=False)


def _due_facts(contract: Contract, stage: Stage, lang: str, known: set[str]) -> Iterator[str]:
    """The top-level facts that the stage needs beside the known ones, as commented prompts."""
    orders = {other.id: other.order for other in contract.lifecycle.stages.values()}
    for key, schema in contract.schema.at()["properties"].items():
        if key in known or orders.get(schema.get("requiredFrom", ""), len(orders)) > stage.order:
            continue
        title, description = described(contract.schema.at(key), lang)
        yield f"# {title}: {description}"
        example = _example(schema, lang)
        if example is not None:
            yield from (f"# {line}" for line in f"{key}: {json.dumps(example, ensure_ascii=False)}".splitlines())
        else:
            yield f"# {key}:"


def described(schema: Schema, lang: str) -> tuple[str, str]:
    """The title and description of a property, in a language."""
    words: dict[str, Any] = schema.get("lang", {}).get(lang, {})
    title, description = (words.get(key, schema.get(key, "")) for key in ("title", "description"))
    return str(title), str(description)


def _example(schema: Schema, lang: str) -> Any:  # noqa: ANN401 - any JSON
    examples = schema.get("lang", {}).get(lang, {}).get("examples") or schema.get("examples") or [None]
    return examples[0]
