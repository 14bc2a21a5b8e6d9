"""The front-matter schema: one annotated JSON Schema, compiled into a plain one per stage.

Beside each property stand annotations of ours: ``requiredFrom`` (the stage from which its absence is an error),
``codeIfMissing`` and ``codeIfInvalid`` (the check that speaks for it), ``declares`` and ``ref`` (ids), ``exampleFrom`` (the
stage from which examples show it), ``mayBeNone`` (a text of which ``none`` or ``yes`` is an answer), ``statedFrom`` (the stage
from which it is more than a placeholder where it is there), ``lang`` (Korean), ``scale`` (what the ends of a scale mean, and words
``near`` its values, which are offered and not read), ``isEnd`` (a day at which something ends), ``ofMeasurement`` (the unit of the numbers beside it), ``short``, ``asText`` and ``words``
(:mod:`prospectus.contract.short_forms`). :func:`compile_schema` turns ``requiredFrom`` into ``required`` and leaves standard
JSON Schema 2020-12.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.contract import short_forms
from prospectus.contract.sure_validity import SureValidity
from prospectus.reading.front_matter.short_forms import expanded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import jsonschema_rs

    from prospectus.contract.examples import Examples
    from prospectus.contract.fitting import Fitting
    from prospectus.contract.lifecycle import Lifecycle
    from prospectus.reading.front_matter.node import FrontMatter
    from prospectus.reading.front_matter.short_forms import Reader

Schema = dict[str, Any]

ANNOTATIONS = (
    frozenset({"requiredFrom", "codeIfMissing", "codeIfInvalid", "declares", "ref", "exampleFrom"})
    | frozenset({"mayBeNone", "statedFrom", "lang", "scale", "isEnd", "ofMeasurement"})
    | short_forms.ANNOTATIONS
)
WORDS = frozenset({"title", "description", "examples"})
_AS_THEY_ARE = frozenset({"enum", "const", "examples", "default", "required"})
"""Keywords whose values are no schemas."""

UNKNOWN_KEY = "STR02"
FEW = 8
"""So many documents are walked through before a validator is worth its import."""

INVALID = "STR03"


class Asked(NamedTuple):
    """What a document must have: everything due at ``order``, and the keys of ``also`` as due at ``also_order``."""

    order: int
    also: frozenset[str] = frozenset()
    also_order: int = 0

    def at(self, key: str) -> int:
        """The order of the stage whose demands hold under a top-level key."""
        return self.at_also if key in self.also else self.order

    @property
    def at_also(self) -> int:
        """The order of the stage whose demands hold for what is asked beside, and for what is defined once for all keys."""
        return max(self.order, self.also_order)


class Violation(NamedTuple):
    """One way in which a front matter breaks the schema.

    ``path`` leads to the value, for ``required`` and ``additionalProperties`` to the mapping with ``key`` missing or
    unknown in it. ``value`` is what the keyword asks for.
    """

    code: str
    keyword: str
    path: tuple[str | int, ...]
    key: str
    value: Any
    schema: Schema

    @property
    def required_from(self) -> str:
        """The stage that first asks for a missing key."""
        return str(self.schema.get("requiredFrom", ""))


class DesignDocSchema:
    """The annotated schema of a contract, and its compiled forms."""

    def __init__(self, schema: Schema, lifecycle: Lifecycle, *, is_standard: bool = False) -> None:
        self.annotated = schema
        self._validators: dict[Asked, jsonschema_rs.Draft202012Validator] = {}
        self._orders = {stage.id: stage.order for stage in lifecycle.stages.values()}
        self._sure = SureValidity(schema, self._orders) if is_standard else None
        self._walked = 0

    def compiled(self, asked: Asked, *, bare: bool = False, lang: str = "en") -> Schema:
        """The plain JSON Schema 2020-12 that says what is asked, in the words of a language; it has no annotation of ours.

        ``bare`` also leaves out the words for people, which a validator would only carry along, and the short forms: it is for
        a front matter that was read (:meth:`read`).
        """
        if bare:
            return compile_schema(self.annotated, asked, self._orders, ANNOTATIONS | WORDS)
        return compile_schema(in_words_of(self.annotated, lang), asked, self._orders, ANNOTATIONS, self.resolved)

    def read(self, front_matter: FrontMatter) -> FrontMatter:
        """A front matter with its short forms read as what they stand for."""
        return expanded(front_matter, self._reader)

    def shortened(self, path: Iterable[str | int], value: Any) -> Any:  # noqa: ANN401 - any JSON
        """The value of the fact at a path, with each mapping in it in its short form."""
        return short_forms.shortened(value, self.at(*path), self.resolved)

    @cached_property
    def _reader(self) -> Reader:
        return short_forms.reader_of(self.annotated, self.resolved)

    def violations(self, facts: dict[str, Any], asked: Asked) -> tuple[Violation, ...]:
        """Every violation, in no particular order, and of one value only one: a wrong type explains the others."""
        if self._sure is not None and self._walked < FEW:
            self._walked += 1
            if self._sure.holds(facts, asked.order, dict.fromkeys(asked.also, asked.at_also), asked.at_also):
                return ()
        validator = self._validators.get(asked)
        if validator is None:
            import jsonschema_rs  # noqa: PLC0415 - 26 ms that verbs without validation need not pay

            validator = jsonschema_rs.Draft202012Validator(
                self.compiled(asked, bare=True),
                validate_formats=True,
                pattern_options=jsonschema_rs.RegexOptions(),  # in linear time, whatever a team's contract says
            )
            self._validators[asked] = validator
        if validator.is_valid(facts):
            return ()
        found: dict[tuple[object, str], Violation] = {}
        for error in validator.iter_errors(facts):
            for violation in self._violations(error):
                at = (violation.path, violation.key)
                if at not in found or violation.keyword == "type":
                    found[at] = violation
        return tuple(found.values())

    def _violations(self, error: jsonschema_rs.ValidationError) -> Iterator[Violation]:
        path = tuple(error.instance_path)
        kind: Any = error.kind  # one class a keyword, each with attributes of its own
        keyword: str = kind.name
        if keyword == "required":
            key: str = kind.property
            schema = self.at(*path, key)
            yield Violation(schema.get("codeIfMissing", INVALID), keyword, path, key, None, schema)
        elif keyword == "additionalProperties":
            for key in kind.unexpected:
                yield Violation(UNKNOWN_KEY, keyword, path, key, sorted(self.keys(*path)), self.at(*path))
        else:
            schema = self.at(*path)
            yield Violation(self._code(path), keyword, path, "", kind.value, schema)

    def _code(self, path: tuple[str | int, ...]) -> str:
        for length in range(len(path), 0, -1):
            code = self.at(*path[:length]).get("codeIfInvalid")
            if code:
                return str(code)
        return INVALID

    def at(self, *path: str | int) -> Schema:
        """The annotated schema of the value at a path; empty where the schema knows nothing of it."""
        schema = self.resolved(self.annotated)
        for step in path:
            below = schema.get("items") if isinstance(step, int) else schema.get("properties", {}).get(step)
            if below is None and isinstance(step, str):
                below = schema.get("additionalProperties")
            if not isinstance(below, dict):
                return {}
            schema = self.resolved(below)
        return schema

    def keys(self, *path: str | int) -> list[str]:
        """The keys that the mapping at a path may have."""
        return list(self.at(*path).get("properties", {}))

    def order(self, *path: str | int) -> int:
        """The place of the key at the end of a path among the keys of its mapping; after all of them where it is none."""
        keys = self.keys(*path[:-1])
        return keys.index(path[-1]) if path[-1] in keys else len(keys)

    def resolved(self, schema: Schema) -> Schema:
        """A schema with what it refers to."""
        reference = schema.get("$ref")
        if reference is None:
            return schema
        target = self.annotated["$defs"][reference.rsplit("/", 1)[1]]
        return {**self.resolved(target), **schema}

    @cached_property
    def examples(self) -> Examples:
        """What a writer is shown of each fact."""
        from prospectus.contract.examples import Examples  # noqa: PLC0415 - only where something is wrong

        return Examples(self, self._orders)

    @cached_property
    def fitting(self) -> Fitting:
        """What makes values fit the schema."""
        from prospectus.contract.fitting import Fitting  # noqa: PLC0415 - only where something is wrong

        return Fitting(self.resolved)

    @cached_property
    def declarations(self) -> dict[str, list[tuple[str, ...]]]:
        """Where ids of each kind are declared: kind to paths, ``*`` for any item."""
        return self._annotated_paths("declares")

    @cached_property
    def references(self) -> dict[str, list[tuple[str, ...]]]:
        """Where ids of each kind are used: kind to paths, ``*`` for any item."""
        return self._annotated_paths("ref")

    @cached_property
    def due_texts(self) -> list[tuple[tuple[str, ...], Schema]]:
        """The texts that must state something from some stage on, and for which no rule of their own speaks.

        Each with its path (``*`` for any item) and its schema: required ones, and those that are to be stated where they are there.
        """
        return [
            (path, schema)
            for path, schema in self._walk(self.annotated, ())
            if path
            and ("requiredFrom" in schema or "statedFrom" in schema)
            and schema.get("codeIfMissing", INVALID) == INVALID
            and "string" in schema.get("type", ())
            and schema.keys().isdisjoint({"enum", "const", "format", "ref", "declares", "properties"})
            and schema.get("pattern") in {None, r"\S"}
        ]

    @cached_property
    def homes(self) -> dict[str, list[tuple[str, ...]]]:
        """Where each key may stand: key to the paths of the mappings that know it, ``*`` for any item."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for path, _ in self.walked():
            if path and path[-1] != "*":
                found.setdefault(path[-1], []).append(path[:-1])
        return found

    @cached_property
    def facts(self) -> frozenset[str]:
        """The dotted paths of all facts that have a name; those in a list's items go through the list."""
        return frozenset(".".join(step for step in path if step != "*") for path, _ in self.walked())

    def walked(self) -> Iterator[tuple[tuple[str, ...], Schema]]:
        """Every fact with its schema, those around it first; ``*`` stands for any item of a list."""
        return self._walk(self.annotated, ())

    def _annotated_paths(self, annotation: str) -> dict[str, list[tuple[str, ...]]]:
        found: dict[str, list[tuple[str, ...]]] = {}
        for path, schema in self.walked():
            if annotation in schema:
                found.setdefault(schema[annotation], []).append(path)
        return found

    def _walk(self, schema: Schema, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Schema]]:
        schema = self.resolved(schema)
        yield path, schema
        if isinstance(schema.get("items"), dict):
            yield from self._walk(schema["items"], (*path, "*"))
        for key, below in schema.get("properties", {}).items():
            if isinstance(below, dict):
                yield from self._walk(below, (*path, key))


def pattern_of(path: Iterable[str | int]) -> tuple[str, ...]:
    """A path in which ``*`` stands for any item of a list."""
    return tuple("*" if isinstance(step, int) else step for step in path)


def in_words_of(node: Any, lang: str) -> Any:  # noqa: ANN401 - any JSON
    """A schema whose words for people are those of a language, where it has them."""
    if isinstance(node, list):
        return [in_words_of(item, lang) for item in node]
    if not isinstance(node, dict):
        return node
    words = node.get("lang")
    own = words.get(lang, {}) if isinstance(words, dict) else {}
    told = {**node, **{keyword: own[keyword] for keyword in WORDS & own.keys()}} if isinstance(own, dict) else node
    plain: Schema = {}
    for keyword, value in told.items():
        if keyword in {"properties", "patternProperties", "$defs"}:  # whose keys are names, such as "required"
            plain[keyword] = {name: in_words_of(below, lang) for name, below in value.items()}
        else:
            plain[keyword] = value if keyword in _AS_THEY_ARE else in_words_of(value, lang)
    return plain


def path_name(pattern: Iterable[str]) -> str:
    """A path with ``*`` for any item of a list as people are shown it: ``metrics[].target``."""
    return ".".join(pattern).replace(".*", "[]")


def compile_schema(
    schema: Schema,
    asked: Asked,
    orders: Mapping[str, int],
    without: frozenset[str] = ANNOTATIONS,
    resolved: Callable[[Schema], Schema] | None = None,
) -> Schema:
    """The plain schema of what is asked; ``orders`` gives the order of each stage id, ``without`` the keywords to drop.

    With ``resolved``, which gives a schema with what it refers to, it also takes short forms.
    """

    def compiled(node: Any, order: int, *, is_root: bool = False) -> Any:  # noqa: ANN401 - any JSON
        if isinstance(node, list):
            return [compiled(item, order) for item in node]
        if not isinstance(node, dict):
            return node
        plain: Schema = {}
        for keyword, value in node.items():
            if keyword in without:
                continue
            if keyword == "properties":
                plain[keyword] = {
                    key: compiled(below, asked.at(key) if is_root else order) for key, below in value.items()
                }
            elif keyword in {"patternProperties", "$defs"}:
                below_order = asked.at_also if keyword == "$defs" else order
                plain[keyword] = {key: compiled(below, below_order) for key, below in value.items()}
            elif keyword in _AS_THEY_ARE:
                plain[keyword] = value
            else:
                plain[keyword] = compiled(value, order)
        due = [
            key
            for key, below in node.get("properties", {}).items()
            if isinstance(below, dict)
            and "requiredFrom" in below
            and orders[below["requiredFrom"]] <= (asked.at(key) if is_root else order)
        ]
        if due:
            plain["required"] = due
        return plain if resolved is None else short_forms.plain(plain, node, resolved)

    return compiled(schema, asked.order, is_root=True)  # type: ignore[no-any-return]
