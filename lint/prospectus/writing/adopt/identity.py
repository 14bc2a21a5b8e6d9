"""What a document is called: its title, and an id that no other document has."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from prospectus.ground.ids import cut_between_words
from prospectus.ground.placeholder import states_nothing
from prospectus.writing.adopt.leading import bare
from prospectus.writing.adopt.terms import terms
from prospectus.writing.skeleton import project_id

if TYPE_CHECKING:
    from collections.abc import Container

    from prospectus.model.document import Document

LONGEST_TITLE = 200
LONGEST_ID = 60

_UNSAFE = re.compile(r"[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def title_of(document: Document, stated: str | None) -> str:
    """The title of a document: its first heading, unless that only names the kind of document and its beginning tells more."""
    first = next((heading for heading in document.headings if heading.level == 1), None)
    heading = readable(bare(first.text)) if first is not None else ""
    names = [readable(stated or ""), heading] if _is_kind(heading) else [heading, readable(stated or "")]
    names.append(readable(_name(document).replace("-", " ").replace("_", " ")))
    names += [" ".join((_folder(document), name)).strip() for name in names]
    return next((name for name in names if name and not states_nothing(name)), "Untitled document")


def readable(text: str) -> str:
    """A text on one line, without what no terminal and no YAML may hold, and not longer than a title."""
    clean = "".join(" " if _UNSAFE.match(char) or unicodedata.category(char) in {"Cf", "So"} else char for char in text)
    return " ".join(clean.split())[:LONGEST_TITLE].strip(" :\uff1a-\u2013\u2014|")


def id_of(document: Document, title: str, taken: Container[str]) -> str:
    """An id for a document: from the name of its file, else its title, else its folder; with a number where it is taken."""
    names = (_name(document), title, _folder(document))
    made = (project_id(readable(name)) for name in names)
    first = next((name for name in made if any(map(str.isalpha, name)) and not _is_kind(name.replace("-", " "))), "")
    identity = cut_between_words(first or project_id(title) or "document", LONGEST_ID)
    if not any(map(str.isalpha, identity)):
        identity = f"document-{identity}".strip("-")
    number, unique = 1, identity
    while unique in taken:
        number += 1
        unique = f"{identity}-{number}"
    return unique


def _name(document: Document) -> str:
    return re.sub(r"\.(?:md|markdown)$", "", document.source.name.rsplit("/", 1)[-1], flags=re.IGNORECASE)


def _folder(document: Document) -> str:
    path = document.source.path
    return path.absolute().parent.name if path is not None else ""


def _is_kind(name: str) -> bool:
    """Whether a name only says what kind of document it is: "ML system design doc"."""
    words = re.findall(r"[^\W\d_]+", name.casefold())
    return bool(words) and all(word in terms()["kinds"] for word in words)
