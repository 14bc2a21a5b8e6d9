"""A team's own contract: the standard lifecycle and schema with what the team's two files change in them.

``lifecycle.yml`` adds, renames, relaxes and tightens sections, gives stages other words, and maps sections and facts to
the points of outside texts. ``schema.json`` does the same for facts (:mod:`prospectus.contract.team.schema`). What is wrong
in them ends the run, with a line for each mistake.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from prospectus.contract.heading_text import normalise_heading
from prospectus.contract.lifecycle import Lifecycle
from prospectus.contract.schema import DesignDocSchema
from prospectus.contract.team.file import (
    AS_SAID,
    CANNOT_STAND,
    LIFECYCLE,
    NO_STAGE,
    SCHEMA,
    ContractFile,
    find_contract,
    read_json,
    read_yaml,
)
from prospectus.contract.team.schema import extend_schema
from prospectus.ground.language import LANGS, filled
from prospectus.ground.shipped import read_schema
from prospectus.ground.spelling import did_you_mean, did_you_mean_one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

    from prospectus.config import Config
    from prospectus.ground.language import Text
    from prospectus.reading.front_matter.node import Node

_WEIGHTS = {"optional": 0, "warning": 1, "error": 2}
_NEEDED = ("title", "prompt", "need")
"""What a new section cannot do without."""

_PATTERNS: dict[str, Text] = {
    "^[a-z][a-z0-9-]*$": {
        "en": "an id of lower-case letters, digits and hyphens",
        "ko": "영문 소문자, 숫자, 하이픈으로 된 id",
    },
    "^[A-Za-z][A-Za-z0-9_-]*(\\.[A-Za-z][A-Za-z0-9_-]*)*$": {
        "en": "a path of keys joined by dots",
        "ko": "키를 점으로 이은 경로",
    },
    "^[a-z]{2,3}$": {"en": "a language tag such as en or ko", "ko": "en, ko 같은 언어 태그"},
    "^[^*\\s]([^*]*[^*\\s])?\\*?$": {"en": "a phrase, which may end in `*`", "ko": "어구(`*`로 끝날 수 있음)"},
}
_TYPES: dict[str, Text] = {
    "object": {"en": "a mapping", "ko": "매핑"},
    "array": {"en": "a list", "ko": "목록"},
    "string": {"en": "text", "ko": "텍스트"},
}
_OR = {"en": " or ", "ko": " 또는 "}
_UNKNOWN: Text = {"en": "unknown key '{0}'{1}", "ko": "'{0}'(이)라는 키는 없습니다{1}"}
_MISSING: Text = {"en": "'{0}' is missing", "ko": "'{0}'이(가) 없습니다"}
_WRITE: Text = {
    "en": "'{0}' cannot stand here; write '{1}'",
    "ko": "'{0}'은(는) 여기에 쓸 수 없습니다. '{1}'을(를) 쓰세요",
}
_IS_NOT: Text = {"en": "'{0}' is not {1}", "ko": "'{0}'은(는) {1}이(가) 아닙니다"}
_MUST_BE: Text = {"en": "must be {0}", "ko": "{0}이어야 합니다"}
_OTHER: Text = {"en": "{0}", "ko": "값이 맞지 않습니다: {0}"}
_ALREADY: Text = {
    "en": "the {0} '{1}' stands in line {2} already",
    "ko": "'{1}'이라는 {0}이(가) {2}번째 줄에 이미 있습니다",
}
_KINDS: dict[str, Text] = {
    "stage": {"en": "stage", "ko": "단계"},
    "section": {"en": "section", "ko": "섹션"},
    "map": {"en": "map", "ko": "지도"},
    "point": {"en": "point", "ko": "항목"},
    "fact": {"en": "fact", "ko": "프런트 매터 항목"},
}
_NEW_NEEDS: Text = {
    "en": "'{0}' is not in the lifecycle, and a new section needs {1}{2}",
    "ko": "'{0}'은(는) 라이프사이클에 없는 섹션이며, 새 섹션에는 {1}이(가) 필요합니다{2}",
}
_HAS_PLACE: Text = {
    "en": "'{0}' has its place in the lifecycle; only a new section takes one",
    "ko": "'{0}'은(는) 라이프사이클에 이미 자리가 있습니다. 새 섹션에만 자리를 줄 수 있습니다",
}
_NONE_ABOVE: Text = {"en": "no such section above: '{0}'{1}", "ko": "그런 섹션이 위에 없습니다: '{0}'{1}"}
_TITLE_TOO: Text = {"en": "'{0}' is the title of '{1}' too", "ko": "'{0}'은(는) '{1}'의 제목이기도 합니다"}
_NO_LETTER: Text = {"en": "'{0}' has no letter in it", "ko": "'{0}'에 글자가 없습니다"}
_NONE_SUCH: Text = {"en": "no such {0}: '{1}'{2}", "ko": "그런 {0}이(가) 없습니다: '{1}'{2}"}


class Extension(NamedTuple):
    """What a contract is made of, after the team's files."""

    lifecycle: Lifecycle
    schema: DesignDocSchema
    origins: Mapping[str, Node]
    optional: frozenset[str]


def extend(config: Config, folder: Path) -> Extension:
    """The standard contract with what the contract of a configuration changes in it.

    ``folder`` is what messages count paths from. Raises ``ConfigError`` with a line for each mistake.
    """
    place = find_contract(config, folder)
    file = read_yaml(place.path / LIFECYCLE, place)
    data, origins = extend_lifecycle(read_schema("lifecycle.json"), file)
    annotated = read_schema("design-doc.schema.json")
    annotated["$id"] = f"urn:prospectus:contract:{data['id']}"
    lifecycle = Lifecycle(data)
    schema_path = place.file(SCHEMA)
    optional: frozenset[str] = frozenset()
    if schema_path is not None:
        annotated, asked, optional = extend_schema(annotated, read_json(schema_path, place), lifecycle)
        origins.update(asked)
    schema = DesignDocSchema(annotated, lifecycle)
    _check_paths(file, lifecycle, schema)
    return Extension(lifecycle, schema, origins, optional)


def extend_lifecycle(standard: dict[str, Any], file: ContractFile) -> tuple[dict[str, Any], dict[str, Node]]:
    """The data of the standard lifecycle with a team's changes, and the places that ask for more than it did."""
    _check_form(file, read_schema("lifecycle-extension.schema.json"))
    maps = [*file.at("maps").each()]
    for kind, entries in (("stage", file.at("stages").each()), ("section", file.at("sections").each()), ("map", maps)):
        _check_unique(file, entries, kind)
    for entry in maps:
        _check_unique(file, entry.at("points").each(), "point")
    data = {**standard, "id": file.root.value["id"], "maps": [_map(entry.value) for entry in maps]}
    data["stages"] = _stages(data["stages"], file)
    data["sections"], origins = _sections(data["sections"], file, [stage["id"] for stage in data["stages"]])
    origins.update({f"maps.{entry.value['id']}": entry.at("id") for entry in maps})
    return data, origins


# -- form -----------------------------------------------------------------------------------------------------------


def _check_form(file: ContractFile, schema: dict[str, Any]) -> None:
    """Note each way in which a file breaks its schema, one at each place."""
    import jsonschema_rs  # noqa: PLC0415 - only where there is a contract of one's own

    told = set()
    for error in jsonschema_rs.Draft202012Validator(schema).iter_errors(file.root.value):
        path = tuple(error.instance_path)
        kind: Any = error.kind
        at = file.at(*path)
        if kind.name == "additionalProperties":
            known = _subschema(schema, error.schema_path[:-1]).get("properties", {})
            for key in kind.unexpected:
                file.refuse(file.at(*path, key), _UNKNOWN, key, did_you_mean_one_of(key, known))
        elif kind.name == "required":
            file.refuse(at, _MISSING, kind.property)
        elif path not in told:
            told.add(path)
            file.refuse(at, AS_SAID, _mistake(kind, error, at.value))
    file.check()


def _mistake(kind: Any, error: Any, value: object) -> Text:  # noqa: ANN401 - jsonschema_rs' own
    if kind.name == "enum":
        return filled(CANNOT_STAND, value, did_you_mean_one_of(str(value), kind.options))
    if kind.name == "const":
        return filled(_WRITE, value, kind.expected_value)
    if kind.name == "pattern" and kind.pattern in _PATTERNS:
        return filled(_IS_NOT, value, _PATTERNS[kind.pattern])
    if kind.name == "type":
        return filled(
            _MUST_BE,
            {lang: _OR[lang].join(_TYPES.get(word, {lang: word})[lang] for word in kind.types) for lang in LANGS},
        )
    return filled(_OTHER, error.message)


def _subschema(schema: Any, path: Iterable[str | int]) -> Any:  # noqa: ANN401 - any JSON
    for step in path:
        schema = schema[step]
    return schema


def _check_unique(file: ContractFile, entries: Iterable[Node], kind: str) -> None:
    first: dict[str, Node] = {}
    for entry in entries:
        identity = entry.at("id")
        before = first.setdefault(identity.value, identity)
        if before is not identity:
            line = file.source.position(before.span.start).line
            file.refuse(identity, _ALREADY, _KINDS[kind], identity.value, line)


# -- stages and sections --------------------------------------------------------------------------------------------


def _text(value: str | Text) -> Text:
    return {"en": value} if isinstance(value, str) else value


def _stages(standard: list[dict[str, Any]], file: ContractFile) -> list[dict[str, Any]]:
    stages = {stage["id"]: stage for stage in standard}
    for entry in file.at("stages").each():
        name = entry.value["id"]
        if name not in stages:
            file.refuse(entry.at("id"), NO_STAGE, name, did_you_mean_one_of(name, stages))
            continue
        words = {key: _text(value) for key, value in entry.value.items() if key != "id"}
        stages[name] = {**stages[name], **words}
    return list(stages.values())


def _sections(
    standard: list[dict[str, Any]], file: ContractFile, stages: list[str]
) -> tuple[list[dict[str, Any]], dict[str, Node]]:
    sections = {section["id"]: section for section in standard}
    order = list(sections)
    origins: dict[str, Node] = {}
    behind: dict[str, str] = {}
    for entry in file.at("sections").each():
        name = entry.value["id"]
        for stage, need in entry.at("need").entries():
            if stage not in stages:
                file.refuse(need, NO_STAGE, stage, did_you_mean_one_of(stage, stages))
        before = next((section for section in standard if section["id"] == name), None)
        if before is None:
            missing = [key for key in _NEEDED if key not in entry.value]
            if missing:
                file.refuse(entry.at("id"), _NEW_NEEDS, name, ", ".join(missing), did_you_mean(name, sections))
            _place(order, behind, entry, file)
            origins[f"## {name}"] = entry.at("id")
        else:
            if "after" in entry.value:
                file.refuse(entry.at("after"), _HAS_PLACE, name)
            asked = _asked(before, entry, stages)
            if asked is not None:
                origins[f"## {name}"] = asked
        sections[name] = _section(before, entry.value)
    titles = _check_titles(sections, file)
    file.check()
    for before in standard:
        sections[before["id"]] = _with_old_titles(sections[before["id"]], before["title"], titles)
    return [sections[name] for name in order], origins


def _section(before: dict[str, Any] | None, change: dict[str, Any]) -> dict[str, Any]:
    """A section with what an entry changes in it: its keys take the place of the old ones, its aliases join them."""
    section = {"aliases": {}, **(before or {})}
    for key, value in change.items():
        if key in {"title", "prompt"}:
            section[key] = _text(value)
        elif key == "aliases":
            section[key] = {lang: [*phrases] for lang, phrases in section[key].items()}
            for lang, phrases in value.items():
                section[key].setdefault(lang, []).extend(_phrase(phrase) for phrase in phrases)
        elif key != "after":
            section[key] = value
    return section


def _phrase(alias: str) -> str:
    if alias.endswith("*"):
        return unicodedata.normalize("NFC", alias).casefold()
    return normalise_heading(alias)


def _place(order: list[str], behind: dict[str, str], entry: Node, file: ContractFile) -> None:
    """Put a new section into the order: behind the one that it names, and behind those that were put there before."""
    name = entry.value["id"]
    after = entry.value.get("after")
    if after is not None and after not in order:
        file.refuse(entry.at("after"), _NONE_ABOVE, after, did_you_mean(after, order))
        after = None
    if name in order:
        return
    at = len(order) if after is None else order.index(after) + 1
    while at < len(order) and after is not None and _stands_behind(behind, order[at], after):
        at += 1
    order.insert(at, name)
    if after is not None:
        behind[name] = after


def _stands_behind(behind: dict[str, str], name: str, anchor: str) -> bool:
    while name in behind:
        name = behind[name]
        if name == anchor:
            return True
    return False


def _asked(before: dict[str, Any], entry: Node, stages: list[str]) -> Node | None:
    """The key of an entry that makes a section weigh more, or due where it was not; None when none does."""
    need = entry.at("need")
    if need:
        weights = [
            (_weight(before["need"], stages[: at + 1]), _weight(need.value, stages[: at + 1]))
            for at in range(len(stages))
        ]
        if any(new > old for old, new in weights):
            return need
    when = entry.at("when")
    return when if when.is_present and before.get("when") and when.value != before["when"] else None


def _weight(need: dict[str, str], stages: list[str]) -> int:
    return next((_WEIGHTS[need[stage]] for stage in reversed(stages) if stage in need), 0)


def _check_titles(sections: dict[str, dict[str, Any]], file: ContractFile) -> Collection[str]:
    """All titles; no two sections may have the same, for a heading must open one of them."""
    changed = {entry.value["id"]: entry for entry in file.at("sections").each() if "title" in entry.value}
    taken: dict[str, str] = {}
    for name in sorted(sections, key=lambda name: name in changed):
        for title in sections[name].get("title", {}).values():
            words = normalise_heading(title)
            first = taken.setdefault(words, name)
            if name in changed and (first != name or not words):
                at = changed[name].at("title")
                if words:
                    file.refuse(at, _TITLE_TOO, title, first)
                else:
                    file.refuse(at, _NO_LETTER, title)
    return taken


def _with_old_titles(section: dict[str, Any], old: Text, titles: Collection[str]) -> dict[str, Any]:
    """A section that its old titles still open, unless they are now another's."""
    if section["title"] == old:
        return section
    kept = {lang: [words] for lang, title in old.items() if (words := normalise_heading(title)) not in titles}
    return _section(section, {"aliases": kept})


# -- maps and paths -------------------------------------------------------------------------------------------------


def _map(entry: dict[str, Any]) -> dict[str, Any]:
    words: dict[str, Any] = {key: _text(entry[key]) for key in ("title", "note") if key in entry}
    points = [{**point, "title": _text(point["title"])} for point in entry["points"]]
    return {**entry, **words, "points": points}


def _check_paths(file: ContractFile, lifecycle: Lifecycle, schema: DesignDocSchema) -> None:
    """Note the sections and the facts that are named and are not there."""

    def check(nodes: Iterable[Node], kind: str, is_known: Callable[[str], object], known: Iterable[str]) -> None:
        for node in nodes:
            if not is_known(node.value):
                file.refuse(node, _NONE_SUCH, _KINDS[kind], node.value, did_you_mean(node.value, known))

    for entry in file.at("sections").each():
        path = entry.at("when", "path")
        if path:
            is_in_lists = entry.at("when", "is").value == "not-external"
            is_known = schema.facts.__contains__ if is_in_lists else lambda name: schema.at(*name.split("."))
            check([path], "fact", is_known, schema.facts)
    for entry in file.at("maps").each():
        for point in entry.at("points").each():
            check(point.at("sections").each(), "section", lifecycle.sections.__contains__, lifecycle.sections)
            check(point.at("facts").each(), "fact", schema.facts.__contains__, schema.facts)
    file.check()
