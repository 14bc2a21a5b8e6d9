"""The configuration file: what is taken, what is refused, and where its mistakes are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prospectus.config import ConfigError, find_config, line_of, read_config
from prospectus.contract.contract import read_schema
from prospectus.ground.plain_schema import mistakes

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = read_schema("config.schema.json")
VALUES = st.recursive(
    st.sampled_from(["", "MET", "MET04", "en", "error", "off", "MET4", "x"])
    | st.integers(-1, 3_000)
    | st.floats(0, 3_000)
    | st.booleans(),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.sampled_from(["MET04", "a", ""]), below, max_size=2),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from([*SCHEMA["properties"], "document", ""]), VALUES, max_size=3))
def test_it_refuses_what_jsonschema_refuses(data: dict[str, object]):
    is_valid = jsonschema.Draft202012Validator(SCHEMA).is_valid(data)
    found = [*mistakes(SCHEMA, data, SCHEMA["$defs"])]
    assert (not found) == is_valid
    assert all(mistake.words["en"] and mistake.words["ko"] for mistake in found)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("prospectus.toml", "tool = 1\n", "prospectus.toml:1: unknown key 'tool'"),
        ("pyproject.toml", "tool = 1\n", "pyproject.toml:1: tool: must be a table"),
        ("pyproject.toml", "[tool]\nprospectus = 1\n", "pyproject.toml:2: tool.prospectus: must be a table"),
        (
            "pyproject.toml",
            "[tool.ruff.lint]\nselect = 1\n[tool.prospectus]\nselect = 1\n",
            "pyproject.toml:4: select:",
        ),
        ("prospectus.toml", "[severity]\nMET04 = 'of'\n", "prospectus.toml:2: severity.MET04: 'of' is none of error"),
        ("prospectus.toml", "severity = {MET04 = 'of'}\n", "prospectus.toml:1: severity.MET04"),
        (
            "prospectus.toml",
            "\ndocuments = ['!a.md']\n",
            "prospectus.toml:2: documents: '!a.md': a pattern cannot take back",
        ),
        ("prospectus.toml", "max-file-size = " + "9" * 5_000, "is not TOML"),
        ("prospectus.toml", "a = " + "[" * 5_000, "is not TOML"),
        ("prospectus.toml", 'contract = "a\\u0000b"', "contract: no name of a file or folder holds a NUL character"),
        ("prospectus.toml", 'baseline = "a\\u0000b"', "baseline: no name of a file or folder holds a NUL character"),
        ("prospectus.toml", f"documents = ['{'[' * 100_000}']", "the pattern is too long"),
        ("prospectus.toml", '"a\\u001b[31m" = 1', "unknown key 'a\ufffd[31m'"),
    ],
)
def test_a_mistake_is_one_line_with_its_place(tmp_path: Path, name: str, text: str, words: str):
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        read_config(tmp_path / name)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.text["ko"] != caught.value.text["en"] or "{" in text


def test_a_byte_order_mark_is_taken(tmp_path: Path):
    (tmp_path / "prospectus.toml").write_bytes(b'\xef\xbb\xbfdocuments = ["a/*.md"]\r\n')
    assert find_config(tmp_path).documents == ("a/*.md",)


@pytest.mark.parametrize(
    "text", ["[tool.prospectus-x]\na = 1\n", "[project]\ndependencies = ['prospectus']\n", "prospectus ["]
)
def test_another_tools_table_is_not_ours(tmp_path: Path, text: str):
    (tmp_path / "prospectus.toml").write_text("lang = 'ko'\n", "utf-8")
    below = tmp_path / "below"
    below.mkdir()
    (below / "pyproject.toml").write_text(text, "utf-8")
    assert find_config(below).lang == "ko"


def test_the_line_of_a_key_is_that_of_its_table():
    text = "[a]\nselect = 1\n[b.c]\n'select' = [\n'x = 1',\n]\n"
    assert line_of(text, ("b", "c", "select")) == 4
    assert line_of(text, ("a", "select")) == 2
    assert line_of(text, ("b", "c", "other")) == 3
    assert line_of(text, ("z",)) == 1


@pytest.mark.parametrize("head", ["[tool.prospectus]", "[ tool . prospectus ]", '[tool."prospectus"]'])
def test_a_broken_table_of_ours_is_no_silence(tmp_path: Path, head: str):
    (tmp_path / "pyproject.toml").write_text(f"{head}\nlang = \n", "utf-8")
    with pytest.raises(ConfigError, match="is not TOML"):
        find_config(tmp_path)
