"""No pattern of ours, and nothing that reads a document, takes more than linear time on hostile text.

Time is that of the processor, and the bounds lie far from both sides: what is linear needs a hundredth of them, what is
quadratic at 100,000 characters ten times as much.
"""

from __future__ import annotations

import signal
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from support.command import run
from support.front_matters import written
from support.patterns import Used, hostile, used_patterns
from support.samples import workspace_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LENGTH = 100_000
SECONDS = 1.0

PATTERNS = defaultdict(list)
for _used in used_patterns():
    PATTERNS[_used.name.split(":")[0].rsplit(".", 1)[0]].append(_used)


class TooSlowError(Exception):
    """The processor was busy for too long."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Interrupt what keeps the processor busy for longer; the engine of ``re`` looks for signals while it works."""

    def interrupt(*_: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGVTALRM, interrupt)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def slow_on(used: Used) -> str | None:
    """The beginning of a text on which an expression is too slow, or None."""
    for text in hostile(used.compiled, LENGTH):
        try:
            with at_most(SECONDS):
                used.apply(text)
        except TooSlowError:
            return f"{text[:40]!r} … {text[-8:]!r}"
    return None


@pytest.mark.parametrize("module", sorted(PATTERNS))
def test_a_pattern_takes_linear_time(module: str):
    assert {used.name: text for used in PATTERNS[module] if (text := slow_on(used))} == {}


def test_a_quadratic_pattern_is_found():
    import re

    for text in (r"\s*x", r"a.*b", r"<!--\s*(.*?)\s*-->", r"(?:a|b)*c", r"\[[^\]]*\]"):
        assert slow_on(Used("bad", re.compile(text), frozenset({"search"})))


HEAD = "---\nschema: prospectus/1\nid: x\ntitle: T\nstage: problem\nstatus: draft\n---\n\n# T\n\n## Situation\n\n"


def repeated(text: str) -> str:
    return text * (LENGTH // len(text))


BODIES = {
    "ignore, spaces": "<!-- prospectus: ignore" + " " * LENGTH,
    "ignore and code, spaces": "<!-- prospectus: ignore MET04" + " " * LENGTH,
    "ignore and reason, spaces": "<!-- prospectus: ignore MET04 reason" + " " * LENGTH + "x",
    "comments that begin": repeated("<!-- prospectus: ignore MET04 "),
    "comments that begin, by line": repeated("<!-- prospectus: ignore MET04\n"),
    "ignore comments": repeated("<!-- prospectus: ignore MET04 we know -->\n"),
    "markers that begin": repeated("<!-- section: "),
    "a heading, spaces": "## a" + " " * LENGTH + "b",
    "a heading, marks": "## a" + " #" * (LENGTH // 2) + "b",
    "attributes in a heading": "## " + repeated("{#a"),
    "headings": "".join(f"## Heading of the data set number {number}\n\n" for number in range(LENGTH // 40)),
    "underlined headings": "".join(f"Heading of number {number}\n====\n\n" for number in range(LENGTH // 30)),
    "headings without a space": "".join(f"##Heading of number {number}\n\n" for number in range(LENGTH // 30)),
    "tables and code": repeated("| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nx\n```\n\n"),
    "tables and code in lists": repeated("| a | b |\n|---|---|\n| 1 | 2 |\n\n- x\n\n  ```\n  x\n  ```\n\n"),
    "one block of links": repeated("[a](b.md) "),
    "links that begin": repeated("[a]("),
    "brackets": "[" * LENGTH + "](x)",
    "images in images": repeated("![") + repeated("](a)"),
    "definitions": repeated("[a]: b.md\n"),
    "definitions that begin": repeated("[a]: "),
    "tags": repeated("<a "),
    "attributes": "<a " + repeated("src = "),
    "backticks": "`" * LENGTH + " <!-- [a](b) -->",
    "backticks of many lengths": "<!-- c --> " + " ".join("`" * length for length in range(1, 440)),
    "code and comments": repeated("`<!-- a` [a](#b) "),
    "formulas": "<!-- c --> " + repeated("$$ \\[ \\( "),
    "raw": repeated("<pre>"),
    "tabs": repeated('=== "a"\n\n    b\n\n'),
    "nested notes": "".join(f"{'    ' * depth}!!! note\n" for depth in range(200)),
    "quotations": repeated("> [a](#b)\n"),
    "indented links": "- a\n" + repeated("    [a](#b)\n"),
    "indented links apart": "- a\n\n" + repeated("    [a](#b)\n\n"),
    "one line": "a" * LENGTH,
    "spaces": " " * LENGTH + "x",
    "empty lines": "\n" * LENGTH,
}


@pytest.mark.parametrize("name", BODIES)
def test_a_hostile_body_is_soon_read(name: str, tmp_path: Path):
    (tmp_path / "x.md").write_text(HEAD + BODIES[name] + "\n", encoding="utf-8")
    result = run("lint", "--format", "json", "x.md", cwd=tmp_path)
    assert result.returncode in {0, 1}, result.stderr


LISTS = {
    "labels": "".join(f"- Label number {number}: {number} ms, p95\n" for number in range(LENGTH // 30)),
    "labels apart": "".join(f"**Label {number}:** {number} EUR\n\n" for number in range(LENGTH // 25)),
    "metrics": "| Metric | Target |\n|---|---|\n" + "".join(f"| Metric {n} | {n} |\n" for n in range(LENGTH // 20)),
    "risks": "| Risk | Mitigation |\n|---|---|\n"
    + "".join(f"| Risk {n} is so | do {n} |\n" for n in range(LENGTH // 25)),
    "items in items": "".join(f"{'  ' * depth}- Latency:\n" for depth in range(400)),
    "numbers": "- Latency: " + "1 " * (LENGTH // 2),
    "a cell of digits": "| Metric | Target |\n|---|---|\n| a | " + "1," * (LENGTH // 2) + " |",
    "leads": repeated("**Requirements:**\n\n"),
}


@pytest.mark.parametrize("name", [*BODIES, *LISTS])
def test_a_hostile_body_is_soon_lifted(name: str):
    from prospectus.writing.lifting import lifted, named
    from support.samples import read_documents

    (document,) = read_documents({"x.md": HEAD + (BODIES | LISTS)[name] + "\n"})
    with at_most(3 * SECONDS):
        lifted(document)
        named(document)


FACTS = {
    "spaces": " " * 8000 + "@",
    "an address": "x@" + "a-" * 50_000,
    "dots": "x@a" + ".-" * 50_000,
    "at": "a@" * 50_000,
}


@pytest.mark.parametrize("name", FACTS)
def test_a_hostile_fact_is_soon_read(name: str, tmp_path: Path):
    from prospectus.engine.export import without_addresses

    text = HEAD.replace("title: T", f"title: 'a{FACTS[name]}b'\nowner: 'a{FACTS[name]}b'")
    (tmp_path / "x.md").write_text(text, encoding="utf-8")
    assert run("lint", "x.md", cwd=tmp_path).returncode in {0, 1}
    with at_most(SECONDS):
        without_addresses({"owner": FACTS[name]})


MANY = 20_000
GOAL = {
    "business": {"service": "shop"},
    "goal": {"metrics": ["m"]},
    "metrics": [{"id": "m", "kind": "business", "name": "M"}],
}
PORTFOLIOS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "one id": ({"id": "a"}, {"id": "a"}),
    "one id and one goal": ({"id": "a", **GOAL}, {"id": "a", **GOAL}),
    "one goal, and all name one project": ({"id": "a", **GOAL}, {**GOAL, "depends_on": ["a"]}),
    "all replace one of many documents": (
        {"id": "a", "status": "approved"},
        {"status": "approved", "supersedes": "a"},
    ),
    "all name one that is not there": ({"id": "a"}, {"depends_on": ["b"]}),
}
"""What the first half of a portfolio says and what the second; without an id, each has one of its own."""


@pytest.mark.parametrize("name", PORTFOLIOS)
def test_a_hostile_portfolio_is_soon_judged(name: str):
    from prospectus.engine.judge import judge
    from prospectus.engine.resolve import placed
    from prospectus.rules.portfolio import RULES

    first, second = (
        workspace_of({"x.md": written({"stage": "design", **facts}, "")}, RULES) for facts in PORTFOLIOS[name]
    )
    [early], [late] = first.records, second.records
    records = [
        record._replace(name=f"{number}.md", id=record.id or f"p{number}")
        for number, record in enumerate([early] * (MANY // 2) + [late] * (MANY // 2))
    ]
    somewhere = placed(first.document("x.md").at("id"))
    names = {record.name for record in records}
    with at_most(10 * SECONDS):
        judged = judge(records, RULES, names, lambda wanted: dict.fromkeys(wanted, somewhere))
    assert not judged.errors


def test_many_references_that_lead_nowhere_are_soon_told():
    from prospectus.rules.structure.references import dangling_reference
    from support.samples import lint_text

    causes = "".join(f"    - {{id: cause{number}, text: a}}\n" for number in range(3000))
    options = "".join(f"    - {{id: option{number}, addresses: [zzz{number}qq]}}\n" for number in range(3000))
    text = HEAD.replace("\n---\n\n", f"\nproblem:\n  causes:\n{causes}  options:\n{options}---\n\n", 1)
    with at_most(4 * SECONDS):  # to prepare the causes for each reference anew takes four times as long
        report = lint_text(text, (dangling_reference,))
    assert len(report.diagnostics) == 3000
