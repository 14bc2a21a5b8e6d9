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
from samples import ROOT

if TYPE_CHECKING:
    from prospectus.model.rule import Rule

DOORS = [
    ROOT / "lint" / "prospectus" / "config.py",
    *Path(prospectus.cli.__file__).parent.glob("*.py"),
    ROOT / "plugins" / "prospectus_site" / "demo.py",
]


def has_hangul(text: str) -> bool:
    return any("가" <= char <= "힣" for char in text)


def calls(file: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]


def fields(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


@pytest.mark.parametrize("file", DOORS, ids=lambda file: file.stem)
def test_words_of_the_command_line_come_in_pairs(file: Path):
    for call in calls(file):
        if isinstance(call.func, ast.Name) and call.func.id in {"t", "spoken"}:
            english, korean = (argument.value for argument in call.args if isinstance(argument, ast.Constant))
            assert isinstance(english, str)
            assert isinstance(korean, str)
            assert not has_hangul(english.replace("수요 예측", "")), english
            assert has_hangul(korean), korean
            assert fields(korean) <= fields(english), english  # English may take a plural more


@pytest.mark.parametrize("file", DOORS, ids=lambda file: file.stem)
def test_no_help_is_written_in_one_language(file: Path):
    for call in calls(file):
        for keyword in call.keywords:
            if keyword.arg in {"help", "epilog", "short_help"}:
                assert not isinstance(keyword.value, ast.Constant), ast.unparse(call)


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
