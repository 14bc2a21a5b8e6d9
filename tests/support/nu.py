"""The Nu HTML checker on a built site, without what is Material's or Markdown's own."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

NOT_OURS = (
    (r"Attribute “autocomplete” is only allowed when the input type is", r'<input class="md-toggle"'),
    (r"Attribute “autocorrect” not allowed on element “input”", r'<input type="text" class="md-search__input"'),
    (r"The value of the “for” attribute of the “label” element must be", r'<label class="md-(nav|overlay|header)'),
    (r"The “aria-labelledby” attribute must point to an element in the same document", r'<nav class="md-nav'),
    (r"Bad value “” for attribute “tabindex” on element “label”", r'<label class="md-nav__link'),
    (r"The “align” attribute on the “t[hd]” element is obsolete", r'<t[hd] align="(left|center|right)">'),
)
"""What the checker says, and of which elements it is not ours: the first five of Material, the last of a table in Markdown."""


class Message(NamedTuple):
    """What the checker has found; ``line`` counts from 1."""

    file: str
    line: int
    kind: str
    """``error``, ``warning`` or ``info``."""
    text: str
    element: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.kind}: {self.text}\n    {self.element}"


def is_ours(message: Message) -> bool:
    """Whether a message is about markup that we write, or that a writer of this repository does."""
    return not any(re.match(text, message.text) and re.match(element, message.element) for text, element in NOT_OURS)


def check(site: Path, java: str, jar: str) -> list[Message]:
    """All messages on the HTML files of a site, sorted; raises :class:`RuntimeError` when the checker does not run."""
    done = subprocess.run(
        [java, "-jar", jar, "--skip-non-html", "--stdout", "--exit-zero-always", "--format", "json", str(site)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    prefix = f"{site.resolve().as_uri()}/".replace("file:///", "file:/")
    return sorted(_message(entry, prefix) for entry in json.loads(done.stdout)["messages"])


def _message(entry: dict[str, object], prefix: str) -> Message:
    extract, start, length = str(entry.get("extract", "")), entry.get("hiliteStart", 0), entry.get("hiliteLength", 0)
    element = extract[int(str(start)) :][: int(str(length))].strip()
    kind = str(entry.get("subType") or entry["type"])
    kind = "error" if entry["type"] == "error" else kind
    line = int(str(entry.get("lastLine", 0)))
    return Message(str(entry.get("url", "")).removeprefix(prefix), line, kind, str(entry["message"]), element)
