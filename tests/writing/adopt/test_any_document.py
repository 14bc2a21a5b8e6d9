"""Whatever stands in a document: adopting never raises, never touches the body, and makes no error of structure."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, example, given, settings
from prospectus.config import Config
from prospectus.engine.files import decode
from prospectus.engine.workspace import Workspace
from prospectus.ground.severity import Severity
from prospectus.ground.source import Source
from prospectus.model.document import Document
from prospectus.model.parsed import Parsed
from prospectus.reading.front_matter.fences import read_front_matter
from prospectus.writing.adopt.adopter import Adopter
from prospectus.writing.adopt.origin import Origin
from support.samples import TODAY

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn
    from prospectus.writing.adopt.adoption import Adoption

HEADINGS = [
    *("Problem", "Situation", "Data", "Rollout thoughts", "How it works", "Data descrption", "Overview", "Metrics"),
    *(
        "문제 정의",
        "지켜볼 숫자",
        "배포",
        "Как выкатываем",
        "Данные",
        "{{ x }}",
        "`code`",
        "a: b",
        "'q\"",
        "# x",
        "\u2028",
        "😀",
    ),
]
LINES = [
    *("We lose 18% of them each month.", "TBD", "_italic_", "| a | b |\n|---|---|\n| AUC | 0.7 |", "Author: Min Lee"),
    *(
        "Status: In review",
        "Date: 2024-01-02",
        "[a](x.md)",
        "<!-- section: nope -->",
        "---",
        "+++",
        "```\n## no\n```",
        "> q",
    ),
    *(
        "<!-- open",
        "p95 latency: 120 ms",
        "- metric: AUC, target: 0.8, baseline: 0.7",
        "\t# x",
        "title: x",
        "...",
        "{a: 1}",
    ),
]
VALUES = [
    "1",
    "a",
    "[a, b]",
    "{a: 1}",
    "",
    "'x'",
    "2024-01-02",
    "yes",
    "|\n  text\n  more",
    "[a,\n  b]",
    "&x 1",
    "008",
    "~",
]
KEYS = [
    "id",
    "title",
    "lang",
    "stage",
    "status",
    "owner",
    "created",
    "updated",
    "schema",
    "metrics",
    "data",
    "tags",
    "sections",
]
KEYS += [
    "waivers",
    "team",
    "x-metrics",
    "license",
    "author",
    "date",
    "depends_on",
    "goal",
    "feasibility",
    "links",
    "1",
    "a b",
]


@st.composite
def bodies(draw: DrawFn) -> str:
    """Markdown as people write it, and as they do not."""
    pieces = draw(
        st.lists(
            st.one_of(
                st.tuples(st.integers(1, 6), st.sampled_from(HEADINGS)).map(lambda pair: f"{'#' * pair[0]} {pair[1]}"),
                st.sampled_from(LINES),
                st.text(max_size=30),
            ),
            max_size=14,
        )
    )
    text = draw(st.sampled_from(["\n\n", "\n"])).join(pieces) + draw(st.sampled_from(["", "\n", "\n\n"]))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@st.composite
def documents(draw: DrawFn) -> str:
    """A body, with or without a front matter."""
    body = draw(bodies())
    if not draw(st.booleans()):
        return body
    keys = draw(st.lists(st.sampled_from(KEYS), max_size=6, unique=True))
    lines = [f"{key}: {draw(st.sampled_from(VALUES))}" for key in keys]
    return "\n".join(["---", *lines, "---", ""]) + body


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("adopt")
    return Workspace(Config(root=folder), today=TODAY, folder=folder)


def adopted(workspace: Workspace, text: str) -> Adoption:
    source = Source("docs/x.md", text, Path(workspace.folder) / "x.md", "digest")
    _, problem = decode(text.encode("utf-8", "surrogatepass"))
    return Adopter(workspace, {}, "Dana Kim").adopt(source, problem, Origin(), is_named=True)


def structure(workspace: Workspace, document: Document) -> list[str]:
    found = workspace.report_alone(document, "en").diagnostics
    return [
        f"{one.code} {one.message}" for one in found if one.severity >= Severity.ERROR and one.code.startswith("STR")
    ]


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=documents())
@example(text="---\ntitle: |\n  text\n---\n## Problem\n")
@example(text="---\nsections: {data: Nothing}\nwaivers: [a]\n---\n# A\n")
@example(text="---\n\n# Problem\n\n---")
@example(text="---\r\n\r\n...\r\n## Problem")
@example(text="# A\n\n## Rollout thoughts\n\n## Rollout thoughts\n\n18% of it\n")
def test_any_document(workspace: Workspace, text: str):
    found = adopted(workspace, text)
    if found.after is None:
        assert found.outcome in {"skipped", "already"}, found.reason
        assert found.reason is not None
        return
    before, after = read_front_matter(Source("x.md", text)), found.after.source.text
    kind = before.problem.kind if before.problem else ""
    body = after[found.after.front_matter.body :]
    assert body == text if kind in {"missing", "not-first"} else body in {text, text[before.body :]}
    assert structure(workspace, found.after) == []
    assert adopted(workspace, after).outcome == "already"
    facts = found.after.front_matter.written.facts
    moved = {one.key: one.new for one in found.moved}
    for key, value in before.facts.items() if not kind else ():
        if key != "waivers" or key in moved:
            assert repr(facts[moved.get(key, key)]) == repr(value)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=bodies())
def test_everything_suggested_may_be_taken(workspace: Workspace, text: str):
    found = adopted(workspace, text)
    if found.after is None:
        return
    made = found.after.source.text
    end = found.after.front_matter.body
    taken = re.sub(r"^# ", "", made[:end], flags=re.MULTILINE) + made[end:]
    document = Document(Parsed(Source("docs/x.md", taken, found.after.source.path)), workspace.contract)
    assert document.problem is None
    assert structure(workspace, document) == []
