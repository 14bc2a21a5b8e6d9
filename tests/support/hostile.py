"""A portfolio whose every word is an attack: documents of the examples with hostile texts where the schema takes any text.

A hostile text stands between two marks, with a number: ``⟦7 <script>… 7⟧``. Where the first mark is shown, the whole text must be.
Bodies hold hostile headings, but as text: raw HTML in a body is the writer's own, and is meant.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import yaml
from prospectus.contract.contract import read_schema, standard_contract

from support.samples import PROJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RUN = "window.hacked=1"
ATTACKS = (
    f"<script>{RUN}</script>",
    f'"><img src=x onerror="{RUN}">',
    f"'><svg onload={RUN}>",
    f"javascript:{RUN}",
    f"[click](javascript:{RUN}) ![](x)",
    f"</title></script></textarea></svg><script>{RUN}</script>",
    "\u202egnp.exe\u2066 \u05d0\u05d1 turned",
    "👩‍🔬🧪 e\u0301 \U0001f1f0\U0001f1f7",
    "{{ 7 * 7 }} {{ config }} {% raw %} {% include 'x' %}",
    "`code` | pipe | **bold** _it_ <https://x.example> [ref][x] ![a](b) # * + \\",
    "&lt;b&gt; &amp; &#60; <b>bold</b> <!-- ]]> --> ${x} %s",
    f'x" onmouseover="{RUN}" style="position:fixed" y="',
    "=cmd|' /C calc'!A0, \"quoted\"; tab",
    "W" * 10_000,
)
"""No attack holds a line break or a control character (these have tests of their own), or a mail address, which we take out."""

NAMES = ("taxi-demand", "subscriber-churn", "feed-ranking", "weld-defect", "formula-ocr", "popular-items")
PEOPLE = frozenset({"owner", "owners", "authors", "author", "reviewers", "contacts", "email", "contact"})
"""Keys whose text is cut where a mail address would begin."""

SHOWN = re.compile(r"⟦(\d+) (.*?) \1⟧", re.DOTALL)


class _Loader(yaml.SafeLoader):
    """Reads dates as their text, and ``yes`` and ``no`` as words, as we do."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, re.compile("(?:true|false)$") if tag.endswith(":bool") else pattern)
        for tag, pattern in resolvers
        if not tag.endswith(":timestamp")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class Texts:
    """Hostile texts one after another, each known by its number."""

    def __init__(self) -> None:
        self.known: dict[int, str] = {}
        self._number = count(1)

    def next(self) -> str:
        """Another one."""
        number = next(self._number)
        self.known[number] = text = f"⟦{number} {ATTACKS[number % len(ATTACKS)]} {number}⟧"
        return text

    def broken(self, shown: str) -> Iterator[str]:
        """Where a text that was shown begins as one of these and does not go on as it."""
        for found in re.finditer(r"⟦(\d+) ", shown):
            whole = self.known[int(found[1])]
            is_cut = re.compile(re.escape(found[0]) + r"[^⟧]*?…")
            if not shown.startswith(whole, found.start()) and not _is_cut(shown[found.start() :], whole, is_cut):
                yield shown[found.start() : found.start() + 120]


def _is_cut(shown: str, whole: str, ending: re.Pattern[str]) -> bool:
    """Whether only the beginning is shown, with an ellipsis that says so."""
    cut = ending.match(shown)
    return cut is not None and whole.startswith(cut[0][:-1].rstrip())


def write_hostile(folder: Path) -> Texts:
    """Write a repository of hostile documents, with a contract of its own and a ``mkdocs.yml``; gives what stands in it."""
    texts = Texts()
    projects = folder / "docs" / "projects"
    projects.mkdir(parents=True)
    schema = jsonschema_rs.validator_for(read_schema("design-doc.schema.json"))
    for name in NAMES:
        head, _, body = (PROJECTS / f"{name}.md").read_text("utf-8").removeprefix("---\n").partition("\n---\n")
        values = yaml.load(head, _Loader)  # noqa: S506 - a safe loader that knows less
        assert schema.is_valid(values), name
        _replace(values, values, schema, texts)
        (projects / f"{name}.md").write_text(_document(values, _headings(body, texts)), "utf-8")
    wrong = _everything(values, texts)  # of the last one: no value keeps its kind
    (projects / "wrong.md").write_text(_document(wrong, _headings(body, texts)), "utf-8")
    _write_contract(folder / "contract", texts)
    (folder / "prospectus.toml").write_text('documents = ["docs/projects/*.md"]\ncontract = "contract"\n', "utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: Team\nsite_url: https://team.example/\ntheme: {name: material, font: false}\n"
        "plugins: [search, prospectus]\nmarkdown_extensions: [tables, attr_list, {toc: {permalink: true}}]\n",
        "utf-8",
    )
    return texts


def _document(values: dict[str, Any], body: str) -> str:
    return f"---\n{yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10**6)}---\n{body}"


def _replace(value: Any, whole: dict[str, Any], schema: jsonschema_rs.Validator, texts: Texts) -> None:
    """Put a hostile text in place of every one, wherever the document still keeps its schema with it."""
    for key, entry in list(value.items() if isinstance(value, dict) else enumerate(value)):
        if isinstance(entry, dict | list):
            _replace(entry, whole, schema, texts)
        elif isinstance(entry, str) and not str(key).endswith("_by") and key not in PEOPLE:
            value[key] = "⟦0 hostile 0⟧ <"
            if schema.is_valid(whole):
                value[key] = texts.next()
            else:
                value[key] = entry
        elif key in PEOPLE and isinstance(entry, str):
            value[key] = f"Han <script>{RUN}</script>"


def _everything(value: Any, texts: Texts) -> Any:
    """A hostile text in place of every value, but for the title's and the identity, without which there is no page."""
    if isinstance(value, dict):
        return {key: entry if key in {"schema", "id"} else _everything(entry, texts) for key, entry in value.items()}
    if isinstance(value, list):
        return [_everything(entry, texts) for entry in value]
    return texts.next()


def _headings(body: str, texts: Texts) -> str:
    """A body with a hostile text behind each of its headings, as code, so that it is text for Markdown too."""

    def longer(heading: re.Match[str]) -> str:
        text = texts.next()
        is_text = len(text) < 1_000 and "<!--" not in text  # long headings are cut; a comment is left out, in code too
        return f"{heading[0]} ``` {text} ```" if is_text else heading[0]

    return re.sub(r"^#{2,3} .+$", longer, body, flags=re.MULTILINE)


def _write_contract(folder: Path, texts: Texts) -> None:
    folder.mkdir()
    lifecycle = standard_contract().lifecycle
    data = {
        "schema": "prospectus-lifecycle/1",
        "id": "hostile",
        "extends": "ml-lifecycle",
        "stages": [{"id": stage, "title": {"en": texts.next(), "ko": texts.next()}} for stage in lifecycle.stages],
        "sections": [{"id": one, "title": {"en": texts.next(), "ko": texts.next()}} for one in lifecycle.sections],
    }
    (folder / "lifecycle.yml").write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
