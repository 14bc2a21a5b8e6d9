"""Nothing that a person sees is missing in one of the two languages, and none shows a sentence of the other."""

from __future__ import annotations

import ast
import json
import re
import string
from pathlib import Path
from typing import TYPE_CHECKING

import prospectus.cli
import pytest
from prospectus.cli.explain import page_text
from prospectus.config import Config
from prospectus.contract.contract import schema_file, standard_contract
from prospectus.contract.schema import Asked
from prospectus.ground.language import LANGS
from prospectus.rules import ALL_RULES
from prospectus.rules.page import read_page
from prospectus_site.pages.rule_reference import WORDS
from support.samples import ROOT, contract_of, lint_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.diagnostic import Diagnostic
    from prospectus.model.rule import Rule

CORE = ROOT / "lint" / "prospectus"
SITE = ROOT / "plugins" / "prospectus_site"
DOORS = [
    CORE / "config.py",
    *(CORE / "contract" / "team").glob("*.py"),
    CORE / "engine" / "baseline" / "file.py",
    *(CORE / "ground").glob("*.py"),
    *Path(prospectus.cli.__file__).parent.rglob("*.py"),
    *(CORE / "writing" / "measuring").rglob("*.py"),
    SITE / "demo.py",
    SITE / "addresses" / "place_names.py",
    *(file for door in ("build", "plugin", "site") for file in (SITE / door).glob("*.py")),
]


def has_hangul(text: str) -> bool:
    return any("가" <= char <= "힣" for char in text)


def calls(file: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]


def fields(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def texts(file: Path) -> list[dict[str, str]]:
    """The ``{en, ko}`` literals of a module."""
    found = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Dict):
            keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
            values = [value.value for value in node.values if isinstance(value, ast.Constant)]
            if keys and set(keys) <= set(LANGS) and len(values) == len(keys):
                found.append(dict(zip(keys, values, strict=True)))
    return found


@pytest.mark.parametrize("file", DOORS, ids=lambda file: file.stem)
def test_words_of_the_command_line_come_in_pairs(file: Path):
    for text in texts(file):
        assert set(text) == set(LANGS), text
        assert not has_hangul(text["en"].replace("수요 예측", "")), text
        assert has_hangul(text["ko"]) or text["ko"] == text["en"], text
        assert fields(text["ko"]) <= fields(text["en"]), text  # English may take a plural more


@pytest.mark.parametrize("file", DOORS, ids=lambda file: file.stem)
def test_no_help_is_written_in_one_language(file: Path):
    for call in calls(file):
        for keyword in call.keywords:
            if keyword.arg in {"help", "epilog", "short_help"}:
                assert not isinstance(keyword.value, ast.Constant), ast.unparse(call)


def test_nothing_about_language_is_decided_at_import():
    for file in DOORS:
        for node in ast.parse(file.read_text("utf-8")).body:
            if not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                called = {
                    child.func.id
                    for child in ast.walk(node)
                    if isinstance(child, ast.Call) and isinstance(child.func, ast.Name)
                }
                assert not called & {"say", "environment_lang", "filled"}, file


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_explain_speaks_both_languages(rule: Rule):
    pages = {lang: page_text(rule, Config(root=ROOT), lang) for lang in LANGS}
    assert pages["en"] != pages["ko"]
    assert all(text.startswith(f"{rule.code} {rule.name}") for text in pages.values())
    assert has_hangul(pages["ko"].split("\n")[2])


def test_the_contract_speaks_both_languages():
    lifecycle = standard_contract().lifecycle
    texts = [stage.title for stage in lifecycle.stages.values()] + [
        stage.summary for stage in lifecycle.stages.values()
    ]
    texts += [section.title for section in lifecycle.sections.values()]
    texts += [section.prompt for section in lifecycle.sections.values()]
    texts += [*lifecycle.statuses.values(), *lifecycle.verdicts.values(), *WORDS.values()]
    for text in texts:
        assert set(text) == set(LANGS)
        assert all(text.values())
        assert has_hangul(text["ko"]), text


# -- no sentence of the other language -------------------------------------------------------------------------------

SHOWN = re.compile(r"`[^`]*`|“[^”]*”|\"[^\"]*\"|'[^']*'")
"""What a text only quotes: code, what a document says, the name of a paper."""

SENTENCE = {
    # Three English words in a row, of which one begins small: a name ("Model Cards", "Rules of ML") is no sentence.
    "ko": re.compile(r"(?<![\w.])(?=[A-Za-z' ]*\b[a-z])[A-Za-z][A-Za-z']+(?: [A-Za-z][A-Za-z']+){2,}"),
    "en": re.compile("[가-힣]+(?: [가-힣]+)*"),
}
"""By the language of a text: what is a sentence of the other."""


def foreign(text: str, lang: str, known: str = "") -> list[str]:
    """The sentences of the other language in a text, without what it quotes or what is known from elsewhere."""
    return [found for found in SENTENCE[lang].findall(SHOWN.sub("·", text)) if found not in known]


def test_a_sentence_of_the_other_language_is_noticed():
    assert foreign("`mae`가 없습니다: no such metric is there", "ko") == ["no such metric is there"]
    assert foreign("“Model Cards”와 `a b c`, EU AI Act, Rules of ML", "ko") == ["Rules of ML"]
    assert foreign("the metric 지표 is missing in “지표”", "en") == ["지표"]


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_pages_say_each_thing_in_one_language(rule: Rule):
    page = read_page(rule.code)
    texts = [page.summary, *page.messages.values(), *page.labels.values(), *page.help.values(), *page.fixes.values()]
    texts += [text for words in page.groups.values() for text in words if text is not None]
    for text in texts:
        for lang in LANGS:
            assert not foreign(text[lang], lang), text[lang]
    prose = {
        lang: re.sub(r"```.*?```|\([^()]*\)|\*[^*]*\*", "·", page.why(lang), flags=re.DOTALL).replace("\n", " ")
        for lang in LANGS
    }
    assert not foreign(prose["ko"], "ko")
    assert not [words for words in foreign(prose["en"], "en") if words.count(" ") > 1]  # a word of Korean is an example


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_runs_speak_one_language(rule: Rule):
    codes = tuple(rule.code for rule in ALL_RULES)
    for sample in read_page(rule.code).bad:
        # What a document says is quoted as it is; the names of metrics are those of the field.
        known = "\n".join((*sample.files.values(), schema_file("known-metrics.json").read_text("utf-8")))
        for lang in LANGS:
            config = Config(root=ROOT, select=codes, contract=contract_of(rule.code))
            for found in lint_texts(sample.files, ALL_RULES, lang, config).diagnostics:
                for text in said(found):
                    assert not foreign(text, lang, known), (found.code, text)


def said(found: Diagnostic) -> Iterator[str]:
    """All that a diagnostic says in words."""
    yield found.message
    yield from (label.message for label in found.related)
    yield from filter(None, (found.help, found.fix and found.fix.title, found.group and found.group.message))
    if found.group is not None and found.group.help is not None:
        yield found.group.help


@pytest.mark.parametrize("file", sorted({*CORE.rglob("*.py")} - {*DOORS}), ids=lambda file: file.stem)
def test_words_of_the_core_come_in_pairs(file: Path):
    for text in texts(file):
        assert set(text) == set(LANGS), text
        assert not foreign(text["ko"], "ko"), text
        assert not foreign(text["en"], "en"), text


def test_the_published_schema_is_in_one_language():
    def words(node: object) -> Iterator[str]:
        if isinstance(node, dict):
            yield from (node[key] for key in ("title", "description") if isinstance(node.get(key), str))
            for key, below in node.items():
                if key not in {"examples", "enum", "const"}:
                    yield from words(below)
        elif isinstance(node, list):
            for item in node:
                yield from words(item)

    for lang in LANGS:
        for text in words(standard_contract().schema.compiled(Asked(2), lang=lang)):
            assert not foreign(text, lang), text


def test_the_schema_speaks_both_languages():
    def described(schema: object) -> Iterator[dict[str, str]]:
        if isinstance(schema, dict):
            if isinstance(schema.get("title"), str) and "lang" in schema:
                korean = schema["lang"]["ko"]
                yield {"en": schema["title"], "ko": korean["title"]}
                yield {"en": schema.get("description", ""), "ko": korean.get("description", "")}
            for key, below in schema.items():
                if key != "examples" and not (key == "lang" and "ko" in below):
                    yield from described(below)

    for text in described(json.loads(schema_file("design-doc.schema.json").read_text("utf-8"))):
        for lang in LANGS:
            assert not foreign(text[lang], lang), text
