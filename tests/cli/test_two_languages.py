"""Nothing that a person at the command line sees is missing in one of the two languages."""

from __future__ import annotations

import ast
import string
from pathlib import Path
from typing import TYPE_CHECKING

import prospectus.cli
import pytest
from prospectus.cli.explain import page_text
from prospectus.config import Config
from prospectus.contract.contract import standard_contract
from prospectus.ground.language import LANGS
from prospectus.rules import ALL_RULES
from prospectus_site.words import WORDS
from support.samples import ROOT

if TYPE_CHECKING:
    from prospectus.model.rule import Rule

CORE = ROOT / "lint" / "prospectus"
DOORS = [
    CORE / "config.py",
    *(CORE / "contract" / "team").glob("*.py"),
    *(CORE / "ground").glob("*.py"),
    *Path(prospectus.cli.__file__).parent.glob("*.py"),
    ROOT / "plugins" / "prospectus_site" / "demo.py",
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
