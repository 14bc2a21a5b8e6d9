"""No rule raises on any front matter, nor on any body."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prospectus.config import Config
from prospectus.output.json import render as render_json
from prospectus.output.text import render as render_text
from prospectus.rules import ALL_RULES
from support.front_matters import front_matters, written
from support.samples import ROOT, example_texts, lint_texts, read_documents

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


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(front_matters(SEEDS), min_size=1, max_size=2), BODIES, st.sampled_from(["en", "ko"]))
def test_no_rule_raises(drawn: list[dict[str, Any]], body: str, lang: str):
    texts = {f"{number}.md": written(facts, body) for number, facts in enumerate(drawn)}
    report = lint_texts(texts, lang=lang, config=ALL)
    render_text(report, lang)
    render_json(report, lang)
