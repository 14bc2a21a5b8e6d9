"""The quick reading of a call of lint says what click says, or nothing."""

from __future__ import annotations

from typing import Any

import click
from hypothesis import example, given, settings
from hypothesis import strategies as st
from prospectus.cli.lint.command import lint
from prospectus.cli.lint.quick import OPTIONS, lint_request
from prospectus.cli.lint.request import Request
from prospectus.cli.run import CouldNotRunError, Run

WORDS = [
    "a.md",
    "docs",
    "-",
    "--",
    "",
    "-x",
    "-h",
    "--help",
    "--form",
    "--nope",
    "--statistics=1",
    "=",
    "a=b",
    "한글",
    "--config=",
]
VALUES = [
    "text",
    "json",
    "xml",
    "error",
    "MET04",
    "MET,STR",
    "ko",
    "fr",
    "2026-11-23",
    "20261123",
    "out.txt",
    "-",
    "--lang",
]
TOKENS = st.one_of(
    st.sampled_from([*WORDS, *OPTIONS]),
    st.sampled_from(VALUES),
    st.tuples(st.sampled_from([*OPTIONS]), st.sampled_from(VALUES)).map("=".join),
)
PAIRS = st.tuples(st.sampled_from([*OPTIONS]), st.sampled_from(VALUES)).map(list)
LINES = st.lists(st.one_of(TOKENS.map(lambda token: [token]), PAIRS), max_size=6).map(
    lambda parts: [word for part in parts for word in part]
)


def by_click(arguments: list[str]) -> dict[str, Any] | str:
    try:
        return lint.make_context("lint", [*arguments], obj=Run()).params
    except CouldNotRunError:
        return "no date"
    except (click.ClickException, click.exceptions.Exit):
        return "refused"


@settings(deadline=None, max_examples=1_000)
@example(["--today=text", "--today=2026-11-23"])
@given(LINES)
def test_it_agrees_with_click(arguments: list[str]):
    try:
        quick = lint_request(["lint", *arguments])
    except CouldNotRunError:
        assert by_click(arguments) in ("no date", "refused")
        return
    if quick is not None:
        assert quick._asdict() == by_click(arguments)


def test_it_knows_every_option():
    names = {param.opts[0]: param for param in lint.params if isinstance(param, click.Option)}
    assert set(names) == set(OPTIONS)
    assert by_click([]) == Request()._asdict()
    assert lint_request(["lint"]) == Request()
    assert (
        lint_request(["lint", "a.md", "--format=json", "--select", "MET", "--select", "STR", "--statistics"])
        is not None
    )


def test_what_is_not_certain_is_clicks():
    for line in (
        "",
        "rules",
        "lint --help",
        "lint --form json",
        "lint -- a",
        "lint --format xml",
        "lint --config",
        "lint --output -",
    ):
        assert lint_request(line.split()) is None, line
