"""The front matter to begin with, for a document that has none: what the first stage asks for, as far as it can be told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospectus.model.rule import Shape

if TYPE_CHECKING:
    from prospectus.model.document import Document
    from prospectus.model.rule import Context

UNWRITTEN = frozenset({"missing", "empty-file", "empty"})
"""The problems of a front matter in which nothing is written yet."""

TOLD = frozenset({"schema", "id", "title", "stage", "status", "created", "updated"})
"""The facts to begin with that are no examples: what the text tells of itself, and what is so at the beginning."""


def first_facts(document: Document, context: Context) -> tuple[Shape, ...]:
    """The facts that every document needs: its title and today where these are the answer, else examples."""
    schema, stages = document.contract.schema, document.contract.lifecycle.stages
    today = context.clock.today()
    known = {
        "id": _id(document),
        "title": document.title,
        "stage": next(iter(stages)),
        "status": "draft",
        "created": today,
        "updated": today,
    }
    keys = [key for key in schema.annotated["properties"] if schema.examples.is_due(schema.at(key), 0)]
    return tuple(Shape(document.at(key), known.get(key)) for key in keys)


def _id(document: Document) -> str | None:
    """An id made of the title, else of the file's name; None where neither has Latin letters."""
    names = (document.title, document.source.name.rsplit("/", 1)[-1].removesuffix(".md"))
    ids = (re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") for name in names if not re.search("[가-힣]", name))
    return next((name for name in ids if re.search("[a-z]", name)), None)
