"""Additions to YAML files of other tools: only what can be proven, and every byte outside as it was."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from prospectus.writing.setup.addition import append_item, append_key

MKDOCS = """\
# the site of the team
site_name: !ENV [SITE_NAME, "Our: docs"]
docs_dir:   documentation   # not docs
theme: {name: material, features: [a, b]}
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
plugins:
    - search   # first

    # keeps its place
    - tags:
        tags_file: tags.md   # trailing

extra:
  text: |
    plugins:
      - none

# the end
"""


def added(before: str, after: str | None) -> str:
    """What one addition has put in; fails where anything else has changed."""
    assert after is not None
    changes = [op for op in SequenceMatcher(None, before, after, autojunk=False).get_opcodes() if op[0] != "equal"]
    assert all(op[0] == "insert" for op in changes)
    return after


def test_an_item_takes_the_style_of_the_list():
    after = append_item(MKDOCS, ("plugins",), ["prospectus"], "prospectus")
    assert after == MKDOCS.replace(
        "tags.md   # trailing\n", "tags.md   # trailing\n\n    - prospectus\n"
    )  # set apart by a line, as its neighbours are


def test_line_ends_and_a_mark_at_the_start_stay():
    before = "\ufeff" + MKDOCS.replace("\n", "\r\n")
    after = added(before, append_item(before, ("plugins",), ["prospectus"], "prospectus"))
    assert after.count("\n") == after.count("\r\n") == before.count("\n") + 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("plugins: [search]\n", "plugins: [search, prospectus]\n"),
        ("plugins: []  # none\n", "plugins: [prospectus]  # none\n"),
        ("plugins: [\n  search, # one\n  tags,\n]\n", "plugins: [\n  search, # one\n  tags, prospectus,\n]\n"),
        ("plugins:\n- search\nnav: []\n", "plugins:\n- search\n- prospectus\nnav: []\n"),
        ("plugins:\n  - search", "plugins:\n  - search\n  - prospectus"),
        ("plugins:\n  - &a search\n  - *a\n", "plugins:\n  - &a search\n  - *a\n  - prospectus\n"),
        ("plugins:\n  - search:\n", "plugins:\n  - search:\n  - prospectus\n"),
        ("plugins:\n  - a: |\n      text\n\nb: 1\n", "plugins:\n  - a: |\n      text\n\n  - prospectus\nb: 1\n"),
        ("---\nplugins:\n  - search\n...\n", "---\nplugins:\n  - search\n  - prospectus\n...\n"),
    ],
)
def test_where_an_item_goes(before: str, after: str):
    assert append_item(before, ("plugins",), ["prospectus"], "prospectus") == after


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "plugins:\n",
        "plugins: search\n",
        "plugins: {search: {}}\n",
        "plugins: *x\n",
        "plugins:\n  - a\nplugins:\n  - b\n",
        "a: 1\n---\nplugins: [b]\n",
        "plugins:\n  -\n    a: 1\n",
        "plugins:\n\t- a\n",
        "plugins: [a\n",
        "- " * 100 + "a\n",
        "plugins:\n  - a: |+\n      text\n\n\n",
    ],
)
def test_what_cannot_be_proven_is_not_done(text: str):
    after = append_item(text, ("plugins",), ["prospectus"], "prospectus")
    assert after is None or after.count("\n") > text.count(
        "\n"
    )  # the last is provable: the blank lines stay the text's
    if after is not None:
        assert text.endswith("\n\n\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\n", "a: 1\nplugins:\n  - x\n"),
        ("a: 1", "a: 1\nplugins:\n  - x"),
        ("a: 1\n\nb:\n  - 2 # two\n\n# end\n", "a: 1\n\nb:\n  - 2 # two\n\nplugins:\n  - x\n\n# end\n"),
        ("{a: 1}\n", "{a: 1, plugins: [x]}\n"),
        ("  a: 1\n  b: 2\n", "  a: 1\n  b: 2\n  plugins:\n    - x\n"),
    ],
)
def test_where_a_key_goes(before: str, after: str):
    assert append_key(before, (), ["plugins:", "  - x"], "plugins: [x]") == after


NAMES = st.sampled_from(
    ["search", "tags", "'a: b'", '"x\\n"', "!ENV [A, b]", "!!python/name:a.b", "a: 1", "[1, 2]", "|\n      t"]
)
GAPS = st.sampled_from(["", "\n", "  # c\n", "\n# c\n\n"])


@given(
    st.lists(st.tuples(NAMES, GAPS), min_size=1, max_size=6), st.sampled_from(["", "  ", "    "]), st.booleans(), GAPS
)
def test_any_list(items: list[tuple[str, str]], indent: str, has_crlf: bool, end: str):  # noqa: FBT001 - drawn
    """The item alone has come in, in one stretch: all that stood there stands there, in its order."""
    before = "plugins:\n" + "".join(f"{indent}- {name}\n{gap}" for name, gap in items) + f"after: 1\n{end}"
    before = before.replace("\n", "\r\n") if has_crlf else before
    after = append_item(before, ("plugins",), ["prospectus"], "prospectus")
    assert after is not None
    assert any(after.startswith(before[:at]) and after.endswith(before[at:]) for at in range(len(before) + 1))
    nodes = yaml.compose(after, yaml.SafeLoader)
    plugins = next(value for key, value in nodes.value if key.value == "plugins")
    assert (len(plugins.value), plugins.value[-1].value) == (len(items) + 1, "prospectus")
