"""The page of one fact of the front matter: what it means, what it may hold, from when it is due, and an example."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus.contract.examples import allowed
from prospectus.contract.schema import path_name
from prospectus.ground.language import say
from prospectus.ground.pattern import Pattern
from prospectus.reading.front_matter.writing import Layout, as_lines
from prospectus.rules.families import FAMILIES
from prospectus.rules.schema_findings import form_of, type_of
from prospectus.writing.mentions import rules_about, rules_asking
from prospectus.writing.skeleton import described
from prospectus.writing.units import unit_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.contract.contract import Contract
    from prospectus.contract.schema import DesignDocSchema, Schema
    from prospectus.ground.language import Text

Path = tuple[str | int, ...]

WORDS: dict[str, Text] = {
    "type": {"en": "Type", "ko": "형식"},
    "form": {"en": "Form", "ko": "쓰는 법"},
    "values": {"en": "Values", "ko": "쓸 수 있는 값"},
    "bounds": {"en": "Bounds", "ko": "범위"},
    "unit": {"en": "Unit", "ko": "단위"},
    "due": {"en": "Due", "ko": "필요한 단계"},
    "short": {"en": "Short", "ko": "짧은 형태"},
    "ids": {"en": "Ids", "ko": "ID"},
    "rules": {"en": "Rules", "ko": "규칙"},
    "keys": {"en": "Keys", "ko": "하위 키"},
    "keys-of-items": {"en": "Keys of each item", "ko": "항목마다 쓰는 키"},
    "example": {"en": "Example", "ko": "예"},
    "required": {"en": "required", "ko": "필수"},
    "required-from": {"en": "required from {since} on", "ko": "{since} 단계부터 필수"},
    "asked": {
        "en": "asked for by {code} ({severity}, from {since} on)",
        "ko": "{code} 규칙이 요구함 ({severity}, {since} 단계부터)",
    },
    "always": {"en": "wherever `{holder}` is stated", "ko": "`{holder}`를 적을 때는 항상"},
    "from-first": {"en": "in every document", "ko": "모든 문서"},
    "optional": {"en": "optional, unless a rule asks for it", "ko": "선택 (규칙이 요구할 수 있음)"},
    "declares": {"en": "declares an id", "ko": "ID를 정합니다"},
    "refers": {"en": "names what `{home}` declares", "ko": "`{home}`에서 정한 ID를 가리킵니다"},
    "or-more": {"en": "{limit} or more", "ko": "{limit} 이상"},
    "more-than": {"en": "more than {limit}", "ko": "{limit} 초과"},
    "or-less": {"en": "{limit} or less", "ko": "{limit} 이하"},
    "less-than": {"en": "less than {limit}", "ko": "{limit} 미만"},
    "items": {"en": "at least {limit} items", "ko": "항목 {limit}개 이상"},
}

_BOUNDS = {
    "minimum": "or-more",
    "exclusiveMinimum": "more-than",
    "maximum": "or-less",
    "exclusiveMaximum": "less-than",
    "minItems": "items",
}

_IN_BRACKETS = Pattern(r"\[[^\[\]]{0,200}\]")


class Fact(NamedTuple):
    """One fact that a schema knows; ``path`` goes through 0 for any item of a list, ``name`` has ``[]`` there."""

    path: Path
    name: str
    schema: Schema

    @property
    def key(self) -> str:
        """The last of its keys."""
        return str(self.path[-1])


def in_brackets(word: str, title: str) -> str:
    """A word with its title in brackets; where the title has brackets itself, behind a colon: ``action: Action (배포·모니터링)``."""
    return f"{word}: {title}" if "(" in title else f"{word} ({title})"


def facts_of(schema: DesignDocSchema) -> dict[str, Fact]:
    """All facts that a schema knows, by their dotted paths; those in a list's items go through the list."""
    found: dict[str, Fact] = {}
    for steps, below in schema.walked():
        if steps and steps[-1] != "*":
            name = path_name(steps)
            path = tuple(0 if step == "*" else step for step in steps)
            found.setdefault(name.replace("[]", ""), Fact(path, name, below))
    return found


def fact_named(schema: DesignDocSchema, written: str) -> Fact | None:
    """The fact that somebody names: ``metrics.baseline``, ``metrics[].baseline``, ``metrics[mae].baseline``, or by a key of one home."""
    facts = facts_of(schema)
    steps = _IN_BRACKETS.sub("", written).split(".")
    name = ".".join(step for step in steps if step != "*" and not step.isdecimal())
    if name in facts:
        return facts[name]
    alike = [fact for fact in facts.values() if fact.key == name]
    return alike[0] if len(alike) == 1 else None


def fact_page(contract: Contract, fact: Fact, lang: str) -> str:
    """What a person needs to know to write one fact."""
    title, description = described(fact.schema, lang)
    lines = [f"{fact.name}: {title}", "", description, "", *_properties(contract, fact, lang)]
    keys = [*_keys(contract, fact, lang)]
    if keys:
        is_list = "properties" not in fact.schema
        lines += ["", f"{say(WORDS['keys-of-items' if is_list else 'keys'], lang)}:", "", *keys]
    lines += ["", f"{say(WORDS['example'], lang)}:", "", *_example(contract, fact, lang)]
    return "\n".join(lines)


def _properties(contract: Contract, fact: Fact, lang: str) -> Iterator[str]:
    schema = fact.schema

    def said(word: str, text: str) -> str:
        return f"{say(WORDS[word], lang)}: {text}"

    yield said("type", say(type_of(schema), lang))
    if values := allowed(schema):
        yield said("values", ", ".join(values))
    if (form := form_of(schema)) is not None:
        yield said("form", say(form, lang))
    bounds = [say(WORDS[word], lang).format(limit=schema[key]) for key, word in _BOUNDS.items() if key in schema]
    if bounds:
        yield said("bounds", ", ".join(bounds))
    if (unit := _unit(fact)) is not None:
        yield said("unit", say(unit, lang))
    yield said("due", _due(contract, fact, lang))
    if short := _short(contract, fact, lang):
        yield said("short", short)
    if "declares" in schema:
        yield said("ids", say(WORDS["declares"], lang))
    reference = schema.get("ref") or contract.schema.at(*fact.path, 0).get("ref")
    if homes := contract.schema.declarations.get(reference or "", ()):
        yield said("ids", say(WORDS["refers"], lang).format(home=path_name(homes[0])))
    if rules := _rules(contract, fact, lang):
        yield said("rules", ", ".join(rules))


def _rules(contract: Contract, fact: Fact, lang: str) -> list[str]:
    """The rules that speak about a fact, and of one of the first level the families that are about what it holds."""
    rules = [f"{rule.code} {rule.name}" for rule in rules_about(contract.schema, fact.path, fact.schema)]
    if len(fact.path) > 1:
        return rules
    families = ((code, family) for code, family in FAMILIES.items() if fact.key in family.facts and code != "STR")
    return [*rules, *(f"{code} ({say(family.title, lang)})" for code, family in families)]


def _short(contract: Contract, fact: Fact, lang: str) -> str:
    """How a fact, or an item of it, may be written short; an example, or else the templates."""
    is_list = isinstance(fact.schema.get("items"), dict)
    holder = contract.schema.at(*fact.path, 0) if is_list else fact.schema
    if "short" not in holder:
        return ""
    example = contract.schema.examples.of(fact.path, lang)
    short = contract.schema.shortened(fact.path, example)
    one = short[0] if is_list and short else short
    if isinstance(one, dict) and len(one) != 1:
        return ", ".join(f"`{template}`" for template in holder["short"])
    (line,) = as_lines((0,), one, Layout())
    return f"`{line.removeprefix('- ')}`"


def _unit(fact: Fact) -> Text | None:
    return unit_of(fact.path) if {"number", "integer"} & {*_types(fact.schema)} else None


def _types(schema: Schema) -> list[str]:
    kinds = schema.get("type", [])
    return [kinds] if isinstance(kinds, str) else kinds


def _due(contract: Contract, fact: Fact, lang: str) -> str:
    since = fact.schema.get("requiredFrom")
    if since is None:
        asking = rules_asking(contract.schema, fact.path)
        words = say(WORDS["asked"], lang)
        said = [words.format(code=rule.code, since=rule.since, severity=rule.severity.word) for rule in asking]
        return ", ".join(said) or say(WORDS["optional"], lang)
    stage = contract.lifecycle.stages[since]
    if stage.order:
        return in_brackets(since, say(stage.title, lang))
    holder = ".".join(str(step) for step in fact.path[:-1] if step != 0)
    return say(WORDS["always"], lang).format(holder=holder) if holder else say(WORDS["from-first"], lang)


def _keys(contract: Contract, fact: Fact, lang: str) -> Iterator[str]:
    """The keys below a fact, or in each item of it, in lines of three columns."""
    holder = fact.path if "properties" in fact.schema else (*fact.path, 0)
    keys = contract.schema.keys(*holder)
    width = max(map(len, keys), default=0)
    for key in keys:
        schema = contract.schema.at(*holder, key)
        since = schema.get("requiredFrom")
        needed = ""
        if since is not None:
            stage = contract.lifecycle.stages[since]
            needed = f" ({say(WORDS['required-from' if stage.order else 'required'], lang).format(since=since)})"
        _, description = described(schema, lang)
        values = " | ".join(allowed(schema))
        yield f"  {key:{width}}  {description}{needed}{f' [{values}]' if values else ''}".rstrip()


def _example(contract: Contract, fact: Fact, lang: str) -> Iterator[str]:
    value = contract.schema.examples.of(fact.path, lang)
    for step in reversed(fact.path[1:]):
        value = {step: value} if isinstance(step, str) else [value]
    for line in as_lines(fact.path[:1], value, Layout(), contract.schema.examples.notes(fact.path)):
        yield f"  {line}"
