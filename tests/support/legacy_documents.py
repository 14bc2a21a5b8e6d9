"""Design documents as teams wrote them before they had a tool: many styles, three languages, the same ones each time."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prospectus.reading.front_matter.composer import compose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

WORDS: Mapping[str, Any] = compose(Path(__file__).with_suffix(".yml").read_text("utf-8")).value
LANGUAGES = ("en", "en", "en", "ko", "ru")
AUTHORS = (
    ("Ann Lee", "ann@example.com"),
    ("김수요", "kim@example.com"),
    ("Анна Иванова", "anna@example.com"),
    ("Bob O'Neil", "bob@example.com"),
)
FOLDERS = ("vision", "pricing/2023", "ops", "search", "growth: old")
ORDER = (
    *("situation", "problem", "goals", "data", "baseline", "model", "metrics", "deployment", "monitoring", "risks"),
    *("team", "other"),
)


@dataclass(frozen=True)
class Legacy:
    """One document: where it stands, its bytes, and who wrote it when."""

    path: str
    data: bytes
    author: tuple[str, str]
    day: str
    is_blank: bool = False
    is_broken: bool = False


def legacy_documents(count: int) -> Iterator[Legacy]:
    """So many documents, each other than those before it; a few are blank templates, a few have a front matter that is no YAML."""
    for number in range(count):
        yield _document(number)


def _of(choices: Sequence[Any], number: int, salt: str) -> Any:
    """One of some choices: always the same for a number, and without a pattern from one to the next."""
    return choices[zlib.crc32(f"{salt}{number}".encode()) % len(choices)]


def _document(number: int) -> Legacy:
    lang = _of(LANGUAGES, number, "lang")
    words = WORDS[lang]
    topic = _of(words["topics"], number, "topic")
    author = _of(AUTHORS, number, "author")
    day = f"202{2 + number % 4}-{1 + number % 12:02}-{1 + number % 28:02}"
    is_blank, is_broken = number % 40 == 17, number % 50 == 33
    title = f"{topic['name']} {number}"
    facts = {
        **topic,
        "share": 3 + number % 40,
        "count": f"{1200 + 37 * number:,}",
        "link": _of(("../README.md", "https://example.com/notes", "notes.md", "#notes"), number, "link"),
    }
    facts["table"] = _table(words["words"], facts, number)
    head = _broken(title, number) if is_broken else _front_matter(number, title, author[0], day, words["words"])
    body = "\n".join(
        [
            *_opening(number, title, author[0], day, words["words"]),
            *_sections(number, words["roles"], facts, is_blank=is_blank),
        ]
    )
    text = head + body + _of(("\n", "\n", "\n\n\n", ""), number, "end")
    data = text.replace("\n", _of(("\n", "\n", "\n", "\r\n"), number, "eol")).encode()
    mark = _of((b"", b"", b"", b"", b"", b"\xef\xbb\xbf"), number, "mark")
    name = _of(
        (f"{number:03}-design.md", f"Design Doc {number}.md", f"{topic['name'].split()[0].strip(':[]')}-{number}.md"),
        number,
        "name",
    )
    return Legacy(f"docs/{_of(FOLDERS, number, 'folder')}/{name}", mark + data, author, day, is_blank, is_broken)


def _broken(title: str, number: int) -> str:
    """No YAML: with a value that quotes make one, or with a list that only its writer can close."""
    return f"---\ntitle: {'[' if number % 100 == 33 else 'A: '}{title}\nauthor: @ann\n---\n\n"


def _front_matter(number: int, title: str, author: str, day: str, words: Mapping[str, str]) -> str:
    """None, one of a wiki or a site generator, a model card's, or one between `+++`."""
    quoted = title.replace('"', "'")
    return _of(
        (
            "",
            "",
            "",
            f'---\ntitle: "{quoted}"\nauthor: {author}\ndate: {day}\ntags: [ml, design]\n---\n\n',
            f"---\n# of the wiki\nlayout: page\nstatus: {words['review']}\nreviewers:\n  - ann\n  - bob\n---\n",
            "---\nlicense: mit\nlanguage: en\nmetrics:\n- accuracy\n- f1\ndatasets:\n  - acme/logs\nmodel-index: []\n---\n\n",
            f'+++\ntitle = "{quoted}"\ndate = {day}\n+++\n\n',
            f"---\nid: {number}\ntitle: '{title.replace(chr(39), '')}'\nowner: \"@team-{number % 5}\"\nstage: live\ncreated: {day.replace('-', '/')}\n---\n\n",
        ),
        number,
        "front",
    )


def _opening(number: int, title: str, author: str, day: str, words: Mapping[str, str]) -> list[str]:
    heading = _of((f"# {title}", f"# {title}", f"{title}\n{'=' * len(title)}", f"# **{title}** #"), number, "title")
    rows = ((words["author"], author), (words["date"], day), (words["status"], words["draft"]))
    told = _of(
        (
            [],
            [f"{key}: {value}" for key, value in rows],
            [f"- **{key}:** {value}" for key, value in rows],
            [
                "| " + " | ".join(key for key, _ in rows) + " |",
                "|---|---|---|",
                "| " + " | ".join(value for _, value in rows) + " |",
            ],
            ["<!-- toc -->", "", "- [1](#one)", "", "<!-- tocstop -->"],
        ),
        number,
        "told",
    )
    return [heading, "", *told, *([""] if told else [])]


def _sections(number: int, roles: Mapping[str, Any], facts: Mapping[str, Any], *, is_blank: bool) -> Iterator[str]:
    style = _of(("plain", "plain", "numbered", "setext", "deep", "bold", "emoji", "colon"), number, "style")
    order = [role for role in ORDER if is_blank or _of((True, True, True, False), number, role)]
    for place, role in enumerate(order, 1):
        words = _of(roles[role]["headings"], number, f"heading{role}")
        yield {
            "plain": f"## {words}",
            "numbered": f"## {place}. {words}",
            "setext": f"{words}\n{'-' * max(3, len(words))}",
            "deep": f"### {words} ###",
            "bold": f"## **{words}**",
            "emoji": f"## \U0001f680 {words}",
            "colon": f"## {words}:",
        }[style]
        yield ""
        blanks = ("_Describe it here._", "TBD", "<!-- fill in -->", "[Your text]")
        yield _of(blanks, number, role) if is_blank else roles[role]["text"].format_map(facts)
        yield ""


def _table(words: Mapping[str, str], facts: Mapping[str, Any], number: int) -> str:
    metric, baseline, target = words["metric"], words["baseline"], words["target"]
    return _of(
        (
            f"| {metric} | {baseline} | {target} |\n|---|---|---|\n| {facts['metric']} | {facts['baseline']} | {facts['target']} |",
            f"- {metric}: {facts['metric']}\n- {baseline}: {facts['baseline']}\n- {target}: {facts['target']}",
            f"{facts['metric']} {facts['baseline']} -> {facts['target']}.",
            f"<table><tr><td>{facts['metric']}</td><td>{facts['target']}</td></tr></table>",
        ),
        number,
        "table",
    )
