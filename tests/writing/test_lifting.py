"""What is lifted from the body of a free-form document: only what is certain, and nothing that disagrees with the front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from prospectus.contract.schema import Asked
from prospectus.ground.shipped import read_schema
from prospectus.reading.front_matter.composer import compose
from prospectus.writing.lifting import TOPICS, lifted, named, named_in_headings
from prospectus.writing.lifting.lifting import as_facts
from support.samples import ROOT, example_texts, read_documents
from support.stage_documents import STAGES, document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospectus.model.document import Document
    from prospectus.writing.lifting import Lifted

EXAMPLES = example_texts()
CASES: dict[str, Any] = compose((ROOT / "tests" / "writing" / "lifted.yml").read_text("utf-8")).value
SAID_BESIDE = {"id", "name"}
UNITS = {"h": "hours", "min": "minutes"}


def _document(text: str) -> Document:
    return read_documents({"document.md": text})[0]


def _by_path(found: tuple[Lifted, ...]) -> dict[str, Any]:
    return {".".join(map(str, one.path)): one.value for one in found}


@pytest.mark.parametrize("case", CASES)
def test_exactly_what_is_certain_is_lifted(case: str) -> None:
    found = _by_path(lifted(_document(CASES[case]["body"])))
    expected = CASES[case]["is"]
    for path in [path for path in found if path not in expected and path.rsplit(".", 1)[-1] in SAID_BESIDE]:
        del found[path]  # the id that is made of the name
    assert found == expected


def test_a_fact_knows_the_line_and_the_words_that_state_it() -> None:
    text = "---\nid: x\n---\n# X\n\n## Requirements\n\n- Peak QPS: **300**\n\n| Item | Requirement |\n|---|---|\n| Availability | 99.9% |\n"
    found = {one.path[1]: one for one in lifted(_document(text))}
    assert (found["qps"].line, found["qps"].quote) == (8, "Peak QPS: **300**")
    assert (found["availability"].line, found["availability"].quote) == (12, "| Availability | 99.9% |")


def _stated(facts: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        if isinstance(facts, dict):
            facts = facts.get(step)
        elif isinstance(facts, list) and isinstance(step, int) and step < len(facts):
            facts = facts[step]
        else:
            return None
    return facts


def _item_of(path: tuple[str | int, ...]) -> tuple[tuple[str | int, ...], tuple[str | int, ...]] | None:
    """The path of the item of a list in which a fact stands, and its path in it."""
    at = next((at for at, step in enumerate(path) if isinstance(step, int)), None)
    return None if at is None else (path[: at + 1], path[at + 1 :])


def _same_items(facts: Any, found: tuple[Lifted, ...]) -> dict[tuple[str | int, ...], Any]:
    """The items of the front matter that are called like the lifted ones."""
    names: dict[tuple[str | int, ...], set[str]] = {}
    for one in found:
        if (item := _item_of(one.path)) and item[1][0] in {"id", "name", "text"}:
            names.setdefault(item[0], set()).add(str(one.value).casefold())
    return {
        path: stated
        for path, own in names.items()
        for stated in _stated(facts, path[:-1]) or []
        if own & {str(stated.get(key)).casefold() for key in ("id", "name", "text")}
    }


def _compared(document: Document) -> Iterator[tuple[Lifted, Any]]:
    """The facts of a body that its front matter states, too, with what that says."""
    facts, found = document.front_matter.facts, lifted(document)
    items = _same_items(facts, found)
    for one in found:
        item = _item_of(one.path)
        if item is None:
            stated = _stated(facts, one.path)
        elif item[0] not in items or item[1][0] in {"id", "name", "text", "mitigation", "source"}:
            continue  # it is called otherwise, or told in other words
        else:
            stated = _stated(items[item[0]], item[1])
        if one.path[-1] == "measured":
            stated = [said for said in stated or [] if any(said | value == said for value in one.value)]
            yield one, one.value if len(stated) == len(one.value) else stated
            continue
        if isinstance(one.value, dict) and isinstance(stated, dict):
            stated = {key: stated.get(key) for key in one.value}
        if stated is not None:
            yield one, stated


def _in_words(one: Lifted) -> Any:
    return UNITS.get(str(one.value), one.value) if one.path[-1] == "unit" else one.value


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_lifted_from_an_example_agrees_with_its_front_matter(name: str) -> None:
    compared = list(_compared(_document(EXAMPLES[name])))
    assert [(one, stated) for one, stated in compared if _in_words(one) != stated] == []


def test_the_examples_state_enough_to_compare() -> None:
    assert sum(len(list(_compared(_document(text)))) for text in EXAMPLES.values()) > 100


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("stage", STAGES)
def test_what_is_lifted_from_a_document_of_a_stage_agrees_with_its_front_matter(stage: str, lang: str) -> None:
    compared = _compared(_document(document(STAGES[stage], lang)))
    assert [(one, stated) for one, stated in compared if one.value != stated] == []


# -- any text ----------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *(line for case in CASES.values() for line in case["body"].splitlines()),
        *("```", "<!--", "-->", "> quoted", "", "    code", "~~", "|", "- ", "  - nested: 5 ms", "**bold**"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=20), max_size=30).map("\n".join)


def _breaks(document: Document) -> list[str]:
    facts = as_facts(lifted(document))
    first = next(iter(document.contract.lifecycle.stages.values()))
    found = document.contract.schema.violations(facts, Asked(first.order))
    return [str(one) for one in found if one.path and one.path[0] in facts]


@given(TEXTS)
@example("| Metric | Target |\n|---|---|\n| a b | 1 |\n| a-b | 2 |")
@example("- Deadline: 2026-02-30")
def test_whatever_is_lifted_is_valid(text: str) -> None:
    document = _document(text)
    found = lifted(document)
    assert _breaks(document) == []
    assert len({one.path for one in found}) == len(found)
    last = text.count("\n") + 1
    assert all(1 <= one.line <= last and "\n" not in one.quote for one in found)


@pytest.mark.parametrize("case", CASES)
def test_what_is_lifted_from_the_cases_is_valid(case: str) -> None:
    assert _breaks(_document(CASES[case]["body"])) == []


@given(TEXTS)
def test_line_ends_change_nothing(text: str) -> None:
    text = text.replace("\r", "")
    assert _by_path(lifted(_document(text))) == _by_path(lifted(_document(text.replace("\n", "\r\n"))))


# -- topics ------------------------------------------------------------------------------------------------------------


def test_topics_are_named_in_headings_or_in_prose() -> None:
    text = "# X\n\n## Monitoring\n\nThe baseline is a rule.\n\n```\nrollback\n```\n\n<!-- risk -->\n"
    assert named(_document(text)) == {"monitoring", "baseline"}
    assert named_in_headings(_document(text)) == {"monitoring"}


def test_topics_are_known_in_three_languages() -> None:
    assert named(
        _document("베이스라인, 지표, 데이터, 지연 시간, 예산, 담당자, 위험, 모니터링, 롤백, 마감일, 평가, 목표")
    ) == {*TOPICS}
    russian = "Бейзлайн, метрики, данные, задержка, бюджет, команда, риски, мониторинг, откат, сроки, оценка, целевое значение"
    assert named(_document(russian)) == {*TOPICS}


@given(TEXTS)
def test_topics_of_headings_are_topics(text: str) -> None:
    assert named_in_headings(_document(text)) <= named(_document(text)) <= {*TOPICS}


# -- its words ---------------------------------------------------------------------------------------------------------


def test_the_words_of_lifting_keep_their_schema() -> None:
    jsonschema.Draft202012Validator(read_schema("lifting-terms.schema.json")).validate(
        read_schema("lifting-terms.json")
    )
