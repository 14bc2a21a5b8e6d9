"""The portfolio for a language model: ``llms.txt`` (llmstxt.org), and each project as plain Markdown.

Every text of a writer is escaped for Markdown, so that no title can end a link, begin another or add a heading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from prospectus.ground.language import say
from prospectus.ground.pattern import Pattern

from prospectus_site.markup import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prospectus.ground.language import Text

OPTIONAL = "Optional"
"""The title of the section that a reader in a hurry may leave out: the format's own word, in every language."""

LONGEST_NOTE = 300
"""In characters: a longer note behind a link is cut."""

_SPACE = Pattern(r"\s+")
_SPECIAL = Pattern(r"[\\`*_\[\]<>&~#]")
_BLOCK = Pattern(r"[-+](?=[ -]|$)|[0-9]{1,9}(?=[.)](?: |$))")
"""What would begin a list at the beginning of a line."""

_PROJECTS: Text = {"en": "Projects", "ko": "프로젝트"}
_DATA: Text = {"en": "Data", "ko": "데이터"}
_SUMMARY: Text = {
    "en": "Machine-learning projects: what each is for, how far it is, what was promised and what was measured.",
    "ko": "머신러닝 프로젝트의 목적과 진행 단계, 목표와 측정 결과를 모은 포트폴리오입니다.",
}
_SOURCE: Text = {"en": "Page", "ko": "페이지"}


class Link(NamedTuple):
    """A link with a note of what is behind it."""

    title: str
    url: str
    note: str = ""


class Section(NamedTuple):
    """Links under a heading."""

    title: str
    links: Sequence[Link]


class Listed(NamedTuple):
    """A project in the list. ``url`` is that of its Markdown; ``facts`` such as stage and owner, in words, stand before the statement."""

    title: str
    url: str
    facts: tuple[str, ...] = ()
    statement: str | None = None
    has_ended: bool = False


def sections_of(projects: Iterable[Listed], data: Sequence[Link], lang: str) -> list[Section]:
    """The sections of a portfolio: its projects, its data, and under ``Optional`` the projects that have ended."""
    listed = [*projects]
    found = (
        Section(say(_PROJECTS, lang), [_link(one) for one in listed if not one.has_ended]),
        Section(say(_DATA, lang), data),
        Section(OPTIONAL, [_link(one) for one in listed if one.has_ended]),
    )
    return [section for section in found if section.links]


def _link(project: Listed) -> Link:
    facts = " · ".join(filter(None, project.facts))
    return Link(project.title, project.url, ". ".join(filter(None, (facts, project.statement))))


def llms_txt(title: str, sections: Iterable[Section], lang: str, summary: str | None = None) -> str:
    """The text of ``llms.txt``: a heading, a summary as a quotation, and sections with links."""
    lines = [f"# {inline(title)}", "", f"> {inline(summary or say(_SUMMARY, lang))}", ""]
    for section in sections:
        lines += [f"## {inline(section.title)}", "", *map(_item, section.links), ""]
    return "\n".join(lines[:-1]) + "\n"


def _item(link: Link) -> str:
    note = _cut(_one_line(link.note))
    text = f"- [{inline(link.title) or '?'}]({destination(link.url)})"
    return f"{text}: {inline(note)}" if note else text


def markdown_twin(title: str, facts: Iterable[tuple[str, str]], body: str, lang: str, *, url: str | None = None) -> str:
    """A project as Markdown: its title, its facts in short (label and value), and its text as written, without its title.

    ``url`` is that of its page. Relative links in the text stay as they are: they hold where the twin stands at the document's own path.
    """
    lines = [f"# {inline(title)}", ""]
    told = [f"- {inline(label)}: {inline(value)}" for label, value in facts if value]
    if url is not None:
        told.append(f"- {say(_SOURCE, lang)}: <{destination(url)}>")
    if told:
        lines += [*told, ""]
    text = body.replace("\r\n", "\n").strip("\n")
    return "\n".join([*lines, text] if text else lines[:-1]) + "\n"


def inline(text: str) -> str:
    """A text as one line of Markdown that shows just it: nothing in it is a link, an element, emphasis or the start of a block."""
    line = _one_line(text)
    block = _BLOCK.match(line)
    at = block.end() if block and line[0] not in "-+" else 0
    escaped = _SPECIAL.sub(r"\\\g<0>", line[at:])
    if block:
        escaped = f"{line[:at]}\\{escaped}"
    return escaped


def _one_line(text: str) -> str:
    return shown(_SPACE.sub(" ", text).strip())


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_NOTE else f"{text[: LONGEST_NOTE - 1].rstrip()}…"


def destination(url: str) -> str:
    """A URL as the destination of a link: nothing in it ends the link or the line."""
    return quote(url.encode("utf-8", "replace"), safe="%/:=&?~#+!$,;'@*[]-._")
