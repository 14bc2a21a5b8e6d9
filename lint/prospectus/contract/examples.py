"""Examples of the facts of a contract, as its schema gives them: what a writer is shown of a fact that is missing or misshapen.

Beside a property stand ``examples``, those in Korean under ``lang`` where they differ; they tell of one project throughout. What is
shown at a stage is the first example with all that is due by then, and without what only later stages ask for (``requiredFrom``) or
begin to show (``exampleFrom``), or what had not happened when the project came to that stage.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from prospectus.contract.fitting import TO_FILL_IN
from prospectus.contract.schema import pattern_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from prospectus.contract.schema import DesignDocSchema, Schema

Json = Any
Path = tuple[str | int, ...]

STORY = {
    "situation": date(2026, 1, 27),
    "problem": date(2026, 2, 16),
    "design": date(2026, 3, 2),
    "prototype": date(2026, 4, 20),
    "action": date(2026, 5, 10),
    "follow-up": date(2026, 6, 20),
    "retired": date(2027, 2, 1),
}
"""On which day the project of the examples came to which stage."""

_SEVERAL = 2

_BY_TYPE: dict[str, Json] = {"number": 0, "integer": 1, "boolean": False, "object": {}, "array": []}


class Examples:
    """The examples of a schema; ``orders`` gives the order of each stage id. What they give is shared, and not to be changed."""

    def __init__(self, schema: DesignDocSchema, orders: Mapping[str, int]) -> None:
        self._schema = schema
        self._orders = orders
        self._latest = max(orders.values(), default=0)
        self._leaves: dict[tuple[str, ...], tuple[tuple[str, ...], str | None]] = {}
        self._known: dict[tuple[tuple[str, ...], str, int], Json] = {}

    def of(self, path: Path, lang: str, order: int | None = None) -> Json:
        """An example of the fact at a path, in a language, at the stage of an order; at the last stage if None."""
        order = self._latest if order is None else order
        key = (pattern_of(path), "ko" if lang.split("-", maxsplit=1)[0] == "ko" else "en", order)
        if key not in self._known:
            self._known[key] = self._of(self._schema.at(*path), key[1], order, self._in_holder(path, key[1], order))
        return self._known[key]

    def _in_holder(self, path: Path, lang: str, order: int) -> list[Json]:
        """What the example of that in which a fact stands says of it, if anything: more to the point than its own."""
        if len(path) < _SEVERAL:
            return []
        holder, step = self.of(path[:-1], lang, order), path[-1]
        if isinstance(holder, dict):
            value = holder.get(step)
        else:
            value = holder[0] if isinstance(holder, list) and holder and isinstance(step, int) else None
        return [] if value in (None, [], {}) else [value]

    def allowed(self, path: Iterable[str | int]) -> tuple[str, ...]:
        """The values that the fact at a path may have, where the schema lists them."""
        return self._leaf(path)[0]

    def reference(self, path: Iterable[str | int]) -> str | None:
        """The kind of thing whose id the fact at a path is; None where it is no id of another."""
        return self._leaf(path)[1]

    def _leaf(self, path: Iterable[str | int]) -> tuple[tuple[str, ...], str | None]:
        key = pattern_of(path)
        found = self._leaves.get(key)
        if found is None:
            schema = self._schema.at(*(0 if step == "*" else step for step in key))
            found = self._leaves[key] = allowed(schema) or self._in_short(key, schema), schema.get("ref")
        return found

    def _in_short(self, path: tuple[str, ...], schema: Schema) -> tuple[str, ...]:
        """The values that the first choice in a short form may have, where the form stands at the path, or is a pair there."""
        holder = schema or self._schema.at(*(0 if step == "*" else step for step in path[:-1]))
        parts = [name for template in holder.get("short", ()) for name in re.findall(r"{(\w+)}", template)]
        choices = (allowed(self._schema.resolved(holder["properties"][name])) for name in parts)
        return next(filter(None, choices), ())

    def notes(self, without: Path = ()) -> Callable[[Path], str]:
        """What is said in a comment beside each scalar of one example: the values that it may have, where they first come.

        The fact at the path ``without`` has none.
        """
        told: set[tuple[str | int, tuple[str, ...]]] = set()

        def note(path: Path) -> str:
            values = self.allowed(path)
            is_short = not allowed(self._schema.at(*path))  # then its key says nothing of what the values are for
            once = "" if is_short else path[-1], values
            if len(values) < _SEVERAL or path == without or once in told:
                return ""
            told.add(once)
            return " | ".join(values)

        return note

    def is_due(self, schema: Schema, order: int) -> bool:
        """Whether a property must be there at the stage of an order."""
        since = schema.get("requiredFrom")
        return since is not None and self._orders[since] <= order

    def day(self, order: int) -> date:
        """On which day the project of the examples came to the stage of an order; at one that they do not know, to that before it."""
        days = [day for stage, day in STORY.items() if self._orders.get(stage, order + 1) <= order]
        return days[-1] if days else STORY["situation"]

    def _of(self, schema: Schema, lang: str, order: int, examples: list[Json] | None = None) -> Json:
        examples = examples or _given(schema, lang)
        if examples:
            return self._at_stage(schema, examples[0], lang, order)
        if "properties" in schema:
            return self._at_stage(schema, {}, lang, order)
        if isinstance(schema.get("items"), dict):
            return [self._of(self._schema.resolved(schema["items"]), lang, order)]
        values = allowed(schema)
        if values:
            return values[0]
        kinds = schema.get("type", "string")
        return _BY_TYPE.get(kinds if isinstance(kinds, str) else kinds[0], TO_FILL_IN)

    def _at_stage(self, schema: Schema, value: Json, lang: str, order: int) -> Json:
        """An example with what is due at a stage, and without what is not shown yet."""
        if isinstance(value, list) and isinstance(schema.get("items"), dict):
            items = self._schema.resolved(schema["items"])
            return [self._at_stage(items, item, lang, order) for item in value if not self._is_after(item, order)]
        known = schema.get("properties")
        if not isinstance(value, dict) or known is None:
            return value
        shown: dict[str, Json] = {}
        for key, below in known.items():
            resolved = self._schema.resolved(below)
            if key in value:
                since = resolved.get("exampleFrom") or resolved.get("requiredFrom")
                if since is None or self._orders[since] <= order:
                    told = self._at_stage(resolved, value[key], lang, order)
                    if told != [] or value[key] == []:
                        shown[key] = told
            elif self.is_due(resolved, order):
                shown[key] = self._of(resolved, lang, order)
        return shown

    def _is_after(self, item: Json, order: int) -> bool:
        return isinstance(item, dict) and str(item.get("date", "")) > self.day(order).isoformat()


def _given(schema: Schema, lang: str) -> list[Json]:
    """The examples that stand beside a property, in a language."""
    return schema.get("lang", {}).get(lang, {}).get("examples") or schema.get("examples") or []


def allowed(schema: Schema) -> tuple[str, ...]:
    """The values that a schema lists, as they are written."""
    if "const" in schema:
        return (str(schema["const"]),)
    return tuple(map(str, schema.get("enum", ())))
