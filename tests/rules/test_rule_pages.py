"""Each rule's page is its test: Bad gives exactly its output, Good gives none, each mutation raises the rule."""

from __future__ import annotations

import string
from functools import cache

import pytest
from prospectus.ground.language import LANGS
from prospectus.rules import ALL_RULES
from prospectus.rules.page import FOLDER, Mutation, RulePage, parse_page, read_page
from support.samples import contract_of, example_texts, lint_example, output_of

CODES = [rule.code for rule in ALL_RULES]
MUTATIONS = [
    pytest.param(code, mutation, id=f"{code}-{number}")
    for code in CODES
    for number, mutation in enumerate(read_page(code).mutations, 1)
]


def test_codes_are_unique():
    assert len(set(CODES)) == len(CODES)


def test_every_page_has_its_rule():
    assert sorted(path.stem for path in FOLDER.glob("*.md")) == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_bad_gives_exactly_its_output(code: str):
    page = read_page(code)
    assert page.bad, "a page needs a Bad document"
    for sample in page.bad:
        assert output_of(sample.files, code) == sample.output
        assert sample.output


@pytest.mark.parametrize("code", CODES)
def test_good_gives_none(code: str):
    page = read_page(code)
    assert page.good, "a page needs a Good document"
    for sample in page.good:
        assert output_of(sample.files, code) == ""


@pytest.mark.parametrize("code", CODES)
def test_page_is_whole_in_both_languages(code: str):
    page = read_page(code)
    rule = next(rule for rule in ALL_RULES if rule.code == code)
    assert (page.code, page.name) == (rule.code, rule.name)
    assert page.mutations, "a page needs a mutation"
    groups = {key: text for words in page.groups.values() for key, text in words._asdict().items() if text is not None}
    for texts in (
        {"summary": page.summary, "source": page.source},
        page.messages,
        page.labels,
        page.help,
        page.fixes,
        groups,
    ):
        for text in texts.values():
            assert set(text) == set(LANGS)
            assert _fields(text["en"]) == _fields(text["ko"])
    for lang in LANGS:
        assert page.why(lang)
    assert page.why("ko") != page.why("en")


@pytest.mark.parametrize("code", CODES)
def test_bad_is_worded_in_korean_too(code: str):
    for sample in read_page(code).bad:
        assert any("가" <= char <= "힣" for char in output_of(sample.files, code, "ko"))


@pytest.mark.parametrize(("code", "mutation"), MUTATIONS)
def test_mutation_raises_the_rule_on_a_clean_example(code: str, mutation: Mutation):
    name = f"{mutation.document}.md"
    text = example_texts()[name]
    assert text.count(mutation.find) == 1, f"{mutation.find!r} must stand in {name} exactly once"
    report = lint_example(name, text.replace(mutation.find, mutation.replace), contract_of(code), code)
    before = findings_before(name, contract_of(code))
    now = {(diagnostic.code, diagnostic.message) for diagnostic in report.diagnostics if diagnostic.path == name}
    new = {diagnostic.code for diagnostic in report.diagnostics} - {other for other, _ in before}
    assert code in {other for other, _ in now - before}
    assert new <= {code, *mutation.also}


@cache
def findings_before(name: str, contract: str | None) -> frozenset[tuple[str, str]]:
    """The codes and messages that the unchanged example gives under a contract."""
    report = lint_example(name, example_texts()[name], contract)
    return frozenset((entry.code, entry.message) for entry in report.diagnostics if entry.path == name)


def _fields(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def test_a_broken_page_says_what_is_wrong():
    with pytest.raises(ValueError, match="unclosed"):
        parse_page("---\ncode: X", "X")


def test_pages_are_read_into_pages():
    assert isinstance(read_page("MET04"), RulePage)
