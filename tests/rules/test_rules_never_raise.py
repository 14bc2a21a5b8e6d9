"""No rule raises on any front matter, nor on any body."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prospectus.config import Config
from prospectus.output.json import render as render_json
from prospectus.output.text import render as render_text
from prospectus.rules import ALL_RULES
from support.front_matters import front_matters, written
from support.samples import ROOT, example_texts, lint_texts, read_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

SEEDS = tuple(document.front_matter.facts for document in read_documents(example_texts()))
ALL = Config(root=ROOT, select=tuple(rule.code for rule in ALL_RULES))
BODIES = st.lists(
    st.sampled_from(
        [
            "# Title",
            "## Situation",
            "## 지표",
            "## Metrics",
            "| metric | target |\n|---|---|\n| mae | 5.4 |",
            "TBD",
            "MAE target 5.4",
            "[x](y.md)",
            "<!-- prospectus: ignore MET04 why -->",
            "## Evalution",
            "text",
            "```",
            "- 목표: 5",
        ]
    ),
    max_size=8,
).map("\n\n".join)


def _texts(facts: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all texts in some facts."""
    if isinstance(facts, str):
        yield path
    entries = facts.items() if isinstance(facts, dict) else enumerate(facts) if isinstance(facts, list) else ()
    for key, value in entries:
        yield from _texts(value, (*path, key))


def test_a_list_stands_where_a_word_is_due():
    whole = next(facts for facts in SEEDS if facts["id"] == "taxi-demand")
    texts = {}
    for number, path in enumerate(_texts(whole)):
        facts = copy.deepcopy(whole)
        holder = facts
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = []
        texts[f"{number}.md"] = written(facts, "# Title\n")
    assert len(texts) > 100
    lint_texts(texts, config=ALL)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(front_matters(SEEDS), min_size=1, max_size=2), BODIES, st.sampled_from(["en", "ko"]))
def test_no_rule_raises(drawn: list[dict[str, Any]], body: str, lang: str):
    texts = {f"{number}.md": written(facts, body) for number, facts in enumerate(drawn)}
    report = lint_texts(texts, lang=lang, config=ALL)
    render_text(report, lang)
    render_json(report, lang)
