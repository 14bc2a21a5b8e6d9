"""A team's ``schema.json``: facts added to the standard front-matter schema, or asked for earlier, later or not at all.

It is merged key by key. It may use what the standard schema uses and no more: a keyword that JSON Schema would pass over
in silence, such as a misspelt one, is a mistake here, and so is one that would let a value be wrong in two places at
once (``anyOf``). Nothing is ever fetched, nothing may refer to itself, and its expressions run in linear time.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from prospectus.contract.schema import INVALID, WORDS, DesignDocSchema, Schema
from prospectus.contract.team.file import AS_SAID, CANNOT_STAND, NO_STAGE
from prospectus.ground.language import filled
from prospectus.ground.spelling import did_you_mean, did_you_mean_one_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from prospectus.contract.lifecycle import Lifecycle
    from prospectus.contract.team.file import ContractFile
    from prospectus.ground.language import Text
    from prospectus.reading.front_matter.node import Node

KEYWORDS = frozenset(
    {
        *("$ref", "$comment", "title", "description", "examples", "default", "lang"),
        *("requiredFrom", "declares", "ref"),
        *("type", "enum", "const", "pattern", "format"),
        *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
        *("minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"),
        *("properties", "patternProperties", "additionalProperties", "items"),
    }
)
TOP = frozenset({"$schema", "$comment", "title", "description", "properties", "$defs"})
FORMATS = frozenset({"date", "date-time", "time", "duration", "email", "hostname", "ipv4", "ipv6", "uri", "uuid"})
WITHOUT_STRUCTURE = WORDS | {"lang", "default", "$comment", "requiredFrom", "declares", "ref"}
"""What may stand beside a ``$ref`` without touching what it refers to."""

FIXED = frozenset({"schema", "id", "stage"})
"""Top-level facts by which every document is known; a team may only word them differently."""

TYPES = ("string", "number", "integer", "boolean", "object", "array", "null")
VALUES = frozenset({"enum", "const", "default", "examples"})
"""Keywords whose value is data, not schema."""

DEFS = "#/$defs/"
LARGEST = 50_000
"""How many facts a schema may have when every reference is followed."""

_OBJECT: Text = {"en": "must be a JSON object", "ko": "JSON 객체여야 합니다"}
_SPEAKS: Text = {"en": "; STR03 speaks for what a team asks", "ko": "; 팀이 요구하는 것은 STR03이 알립니다"}
_REFUSED: dict[str, Text] = {
    "required": {
        "en": "; say `requiredFrom` beside the property",
        "ko": "; 해당 속성 옆에 `requiredFrom`을 쓰세요",
    },
    "codeIfMissing": _SPEAKS,
    "codeIfInvalid": _SPEAKS,
}
_STANDARD_PART: Text = {
    "en": "is a part of the standard contract, to which its facts refer; choose another name",
    "ko": "표준 계약의 항목들이 참조하는 부분입니다. 다른 이름을 쓰세요",
}
_NO_NAME: Text = {
    "en": "'{0}' is no name for a fact: use letters, digits and `_`",
    "ko": "'{0}'은(는) 항목 이름으로 쓸 수 없습니다. 영문자, 숫자, `_`를 쓰세요",
}
_FREE: Text = {
    "en": "'{0}': keys that begin with x- are free, and no contract speaks of them",
    "ko": "'{0}': x-로 시작하는 키는 자유롭게 쓰는 것이어서 계약이 다루지 않습니다",
}
_NOT_TAKEN_AWAY: Text = {
    "en": "a standard fact cannot be taken away; `requiredFrom: null` beside it makes it optional",
    "ko": "표준 항목은 없앨 수 없습니다. 옆에 `requiredFrom: null`을 쓰면 선택 항목이 됩니다",
}
_KNOWN_BY: Text = {
    "en": "every document is known by its `{0}`: only its title and description can change",
    "ko": "모든 문서를 `{0}`(으)로 알아보므로 제목과 설명만 바꿀 수 있습니다",
}
_DECLARES: Text = {
    "en": "must be a text, the kind of the ids that it declares",
    "ko": "선언하는 id의 종류를 나타내는 텍스트여야 합니다",
}
_NO_WORD: Text = {"en": "'{0}' is no {1}{2}", "ko": "'{0}'은(는) {1}이(가) 아닙니다{2}"}
_FORMAT: Text = {"en": "format", "ko": "형식(format)"}
_TYPE: Text = {"en": "type", "ko": "타입(type)"}
_LIFECYCLE_WORD: Text = {"en": "word of the lifecycle", "ko": "라이프사이클의 낱말"}
_NOT_LOCAL: Text = {
    "en": "'{0}' is not local: a reference begins with {1}, and nothing is fetched",
    "ko": "'{0}'은(는) 이 파일 안을 가리키지 않습니다. 참조는 {1}(으)로 시작해야 하며, 밖에서 가져오지 않습니다",
}
_BESIDE: Text = {
    "en": "stands beside '{0}': a fact is what it refers to, or says itself what it is",
    "ko": "'{0}'와(과) 함께 쓸 수 없습니다. 항목은 참조하는 것이거나, 스스로 무엇인지 말해야 합니다",
}
_NOT_ANOTHER: Text = {
    "en": "a standard fact cannot become another; refer from a new one",
    "ko": "표준 항목을 다른 것으로 바꿀 수 없습니다. 새 항목에서 참조하세요",
}
_NO_PART: Text = {"en": "no such part: '{0}'{1}", "ko": "그런 부분이 없습니다: '{0}'{1}"}
_ITSELF: Text = {
    "en": "'{0}' refers to itself: no fact of a document goes on for ever",
    "ko": "'{0}'이(가) 자기 자신을 참조합니다. 끝없이 이어지는 항목은 없습니다",
}
_TOO_MANY: Text = {
    "en": "has more than {0} facts when its references are followed",
    "ko": "참조를 따라가면 항목이 {0}개를 넘습니다",
}
_UNDECLARED: Text = {"en": "nothing declares '{0}'{1}", "ko": "'{0}'을(를) 선언하는 것이 없습니다{1}"}
_INVALID: Text = {"en": "{0}", "ko": "JSON Schema로 쓸 수 없습니다: {0}"}
_NOT_LINEAR: Text = {
    "en": "'{0}' is no expression that runs in linear time, without look-around and back-references",
    "ko": "'{0}'은(는) 전후방 탐색과 역참조 없이 선형 시간에 실행되는 정규식이 아닙니다",
}

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")

Path = tuple[str, ...]


def extend_schema(
    standard: Schema, file: ContractFile, lifecycle: Lifecycle
) -> tuple[Schema, dict[str, Node], frozenset[str]]:
    """The standard annotated schema with a team's changes, the places that say from when a fact is due, and what it makes optional.

    Both are by the dotted paths of the facts. Raises ``ConfigError`` with a line for each mistake in the file.
    """
    return _Extender(standard, file, lifecycle).extended()


class _Extender:
    def __init__(self, standard: Schema, file: ContractFile, lifecycle: Lifecycle) -> None:
        self.standard = standard
        self.file = file
        self.lifecycle = lifecycle
        self.defs: dict[str, Schema] = {**standard["$defs"]}
        self.origins: dict[Path, Node] = {}
        self.optional: set[Path] = set()
        self.references: list[tuple[Path, str, Node]] = []
        """What a team's fact, or a part in its ``$defs``, refers to. The path of a part begins with ``$defs``."""
        self.kinds: list[Node] = []
        """The kinds of id that a team's facts refer to."""
        self.words: Mapping[Path, Collection[str]] = {
            ("status",): lifecycle.statuses,
            ("feasibility", "verdict"): lifecycle.verdicts,
        }
        """The words that the lifecycle has for facts that it knows."""

    def extended(self) -> tuple[Schema, dict[str, Node], frozenset[str]]:
        """Merge, then check what only the whole can show."""
        root = self.file.root
        if not isinstance(root.value, dict):
            self.file.refuse(root, _OBJECT)
            self.file.check()
        for key, below in root.entries():
            if key not in TOP:
                self.file.refuse(below, CANNOT_STAND, key, did_you_mean_one_of(key, TOP))
            elif key in {"properties", "$defs"} and not isinstance(below.value, dict):
                self.file.refuse(below, _OBJECT)
        self.file.check()
        for name, node in root.at("$defs").entries():
            if name in self.standard["$defs"]:
                self.file.refuse(node, _STANDARD_PART)
            self.defs[name] = self._merged({}, node, ("$defs", name))
        properties = {**self.standard["properties"]}
        for name, node in root.at("properties").entries():
            properties[name] = self._property(properties.get(name), name, node, (name,))
        merged = {**self.standard, "properties": properties, "$defs": self.defs}
        self.file.check()
        self._check_references()
        self._check_kinds(merged)
        self._check_valid(merged)
        origins = {".".join(path): node for path, node in self._followed().items()}
        return merged, origins, frozenset(".".join(path) for path in self.optional)

    # -- merging -----------------------------------------------------------------------------------------------------

    def _property(self, base: Schema | None, name: str, node: Node, path: Path) -> Schema:
        """One property: a standard one with changes, or a new one."""
        if not _NAME.fullmatch(name):
            self.file.refuse(node, _NO_NAME, name)
        elif name.startswith("x-"):
            self.file.refuse(node, _FREE, name)
        if node.value is None and base is not None:
            self.file.refuse(node, _NOT_TAKEN_AWAY)
        elif path[0] in FIXED and isinstance(node.value, dict):
            for key in node.value:
                if key not in WORDS | {"lang", "$comment"}:
                    self.file.refuse(self.file.at(*node.path, key), _KNOWN_BY, path[0])
        merged = self._merged(base, node, path)
        if base is None:
            merged.setdefault("title", name.replace("_", " ").replace("-", " ").capitalize())
        return merged

    def _merged(self, base: Schema | None, node: Node, path: Path) -> Schema:
        """A part of the schema with the changes of a node; the part itself is left as it was."""
        if not isinstance(node.value, dict):
            self.file.refuse(node, _OBJECT)
            return {}
        merged = deepcopy(base) if base else {}
        if set(node.value) - WITHOUT_STRUCTURE:
            if "$ref" in merged:
                merged = self._inlined(merged)
            if "codeIfInvalid" in merged:
                merged["codeIfInvalid"] = INVALID  # the check that spoke for it knows only the standard values
        for key, below in node.entries():
            if key in _REFUSED or key not in KEYWORDS:
                why = _REFUSED[key] if key in _REFUSED else did_you_mean_one_of(key, KEYWORDS)
                self.file.refuse(below, CANNOT_STAND, key, why)
            elif below.value is None:
                merged.pop(key, None)
                if key == "requiredFrom":
                    self.optional.add(path)
            else:
                merged[key] = self._keyword(merged, key, below, path)
        if not base and isinstance(merged.get("properties"), dict):
            merged.setdefault("additionalProperties", False)  # a misspelt key is found in a team's facts too
            merged.setdefault("patternProperties", {"^x-": {}})
        return merged

    def _inlined(self, schema: Schema) -> Schema:
        """A standard part without its reference: to change what it refers to would change it for all that do."""
        target = deepcopy(self.standard["$defs"][schema.pop("$ref").removeprefix(DEFS)])
        inlined = {**target, **schema}
        return self._inlined(inlined) if "$ref" in target else inlined

    def _keyword(self, base: Schema, key: str, node: Node, path: Path) -> Any:  # noqa: ANN401 - any JSON
        """The value of a keyword after the change."""
        value = node.value
        if key in {"properties", "patternProperties", "lang"} and not isinstance(value, dict):
            self.file.refuse(node, _OBJECT)
        elif key in {"properties", "patternProperties"}:
            merge = self._property if key == "properties" else self._pattern
            known = {**base.get(key, {})}
            known.update({name: merge(known.get(name), name, at, (*path, name)) for name, at in node.entries()})
            return known
        elif key == "items" or (key == "additionalProperties" and not isinstance(value, bool)):
            before = base.get(key)
            below = path if key == "items" else (*path, "*")
            return self._merged(before if isinstance(before, dict) else None, node, below)
        elif key == "lang":
            return {**base.get(key, {}), **value}
        else:
            self._check_keyword(base, key, node, path)
        return deepcopy(value)

    def _pattern(self, base: Schema | None, _name: str, node: Node, path: Path) -> Schema:
        return self._merged(base, node, path)

    def _check_keyword(self, base: Schema, key: str, node: Node, path: Path) -> None:
        value = node.value
        if key == "$ref":
            self._refer(base, node, path)
        elif key == "requiredFrom":
            self._require(base, node, path)
        elif key == "ref":
            self.kinds.append(node)
        elif key == "declares" and not isinstance(value, str):
            self.file.refuse(node, _DECLARES)
        elif key == "format":
            self._check_words(node, _FORMAT, [value], FORMATS)
        elif key == "type":
            self._check_words(node, _TYPE, value if isinstance(value, list) else [value], TYPES)
        elif key == "enum" and path in self.words and isinstance(value, list):
            self._check_words(node, _LIFECYCLE_WORD, value, self.words[path])

    def _check_words(self, node: Node, kind: Text, words: Iterable[object], known: Collection[str]) -> None:
        for word in words:
            if not isinstance(word, str) or word not in known:
                self.file.refuse(node, _NO_WORD, word, kind, did_you_mean_one_of(str(word), known))

    def _refer(self, base: Schema, node: Node, path: Path) -> None:
        value = node.value
        beside = set(node.parent.value) - WITHOUT_STRUCTURE - {"$ref"}
        if not isinstance(value, str) or not value.startswith(DEFS):
            self.file.refuse(node, _NOT_LOCAL, value, DEFS)
        elif beside:
            self.file.refuse(node, _BESIDE, min(beside))
        elif base.get("type") or base.get("$ref"):
            self.file.refuse(node, _NOT_ANOTHER)
        else:
            self.references.append((path, value.removeprefix(DEFS), node))

    def _require(self, base: Schema, node: Node, path: Path) -> None:
        stages = self.lifecycle.stages
        stage = self.lifecycle.stage(node.value)
        if stage is None:
            self.file.refuse(node, NO_STAGE, node.value, did_you_mean_one_of(str(node.value), stages))
            return
        before = base.get("requiredFrom")
        if before is None or stage.order < stages[before].order:
            base.pop("codeIfMissing", None)  # the check that speaks for it may not run at so early a stage
        self.origins[path] = node

    # -- checking ----------------------------------------------------------------------------------------------------

    def _check_references(self) -> None:
        """Every reference leads somewhere, not to itself, and all of them together to no endless number of facts."""
        for _, name, node in self.references:
            if name not in self.defs:
                near = did_you_mean(f"{DEFS}{name}", (f"{DEFS}{known}" for known in self.defs))
                self.file.refuse(node, _NO_PART, f"{DEFS}{name}", near)
        self.file.check()
        sizes: dict[str, int] = {}

        def size(name: str, above: Path) -> int:
            if name in above:
                self.file.refuse(self.file.at("$defs", name), _ITSELF, name)
                self.file.check()
            if name not in sizes:
                sizes[name] = measured(self.defs[name], (*above, name))
            return sizes[name]

        def measured(schema: Any, above: Path) -> int:  # noqa: ANN401 - any JSON
            if isinstance(schema, list):
                return sum(measured(item, above) for item in schema)
            if not isinstance(schema, dict):
                return 0
            reference = schema.get("$ref")
            own = 1 + (size(reference.removeprefix(DEFS), above) if isinstance(reference, str) else 0)
            return own + sum(measured(below, above) for key, below in schema.items() if key not in VALUES)

        if sum(size(name, ()) for _, name, _ in self.references) > LARGEST:
            self.file.refuse(self.file.root, _TOO_MANY, LARGEST)
            self.file.check()

    def _check_kinds(self, merged: Schema) -> None:
        """Every kind of id that a fact refers to is one that some fact declares."""
        schema = DesignDocSchema(merged, self.lifecycle)
        known = {"projects", "rules", *schema.declarations}
        for node in self.kinds:
            if not isinstance(node.value, str) or node.value not in known:
                self.file.refuse(node, _UNDECLARED, node.value, did_you_mean_one_of(str(node.value), known))

    def _check_valid(self, merged: Schema) -> None:
        """The whole is a JSON Schema 2020-12, and its expressions are such as run in linear time."""
        import jsonschema_rs  # noqa: PLC0415 - only where there is a contract of one's own

        self.file.check()
        try:
            jsonschema_rs.Draft202012Validator(merged, pattern_options=jsonschema_rs.RegexOptions())
        except jsonschema_rs.ValidationError as error:
            kind: Any = error.kind
            words = filled(_INVALID, error.message)
            if kind.name == "format":
                words = filled(_NOT_LINEAR, error.instance)
            self.file.refuse(self._nearest_place(error.instance_path), AS_SAID, words)
            self.file.check()

    # -- places ------------------------------------------------------------------------------------------------------

    def _followed(self) -> dict[Path, Node]:
        """The places by path, those in ``$defs`` at each path that refers to them."""
        found = {path: node for path, node in self.origins.items() if path[0] != "$defs"}
        waiting = [(path, name) for path, name, _ in self.references if path[0] != "$defs"]
        while waiting:
            path, name = waiting.pop()
            inside = ("$defs", name)
            found.update(
                {(*path, *below[2:]): node for below, node in self.origins.items() if below[:2] == inside and below[2:]}
            )
            waiting.extend(((*path, *below[2:]), other) for below, other, _ in self.references if below[:2] == inside)
        return found

    def _nearest_place(self, path: Iterable[str | int]) -> Node:
        """The node at a path of the merged schema, or the nearest around it that the team wrote."""
        steps = tuple(path)
        while steps and not self.file.at(*steps).is_present:
            steps = steps[:-1]
        return self.file.at(*steps)
