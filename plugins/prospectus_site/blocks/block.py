"""A block: facts of one kind, as they stand under a section of a project's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospectus_site.addresses.anchors import facts_anchor
from prospectus_site.markup import EMPTY, html, tag
from prospectus_site.tables.table import described

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from prospectus.ground.language import Text

    from prospectus_site.addresses.here import Here
    from prospectus_site.facts.project import Project
    from prospectus_site.markup import Content, Markup
    from prospectus_site.portfolio.portfolio import Portfolio
    from prospectus_site.tables.table import Column


class Shown(NamedTuple):
    """What a block shows, and what it comes to in a few words, for those who do not open it."""

    content: Markup
    key: Content = None


class Block(NamedTuple):
    """Facts of one kind. ``sections`` are those under which it stands: the first that a document has.

    ``facts`` are where they stand in the front matter: findings about these belong to the block. ``make`` is asked with the project,
    its portfolio and the page; it gives None where nothing is stated.
    """

    id: str
    sections: tuple[str, ...]
    title: Text
    facts: tuple[str, ...]
    make: Callable[[Project, Portfolio, Here], Shown | None]

    def holds(self, path: Sequence[str | int]) -> bool:
        """Whether a fact at a path of the front matter belongs to it."""
        dotted = ".".join(str(step) for step in path)
        return any(dotted == name or dotted.startswith(f"{name}.") for name in self.facts)


def block_html(block: Block, shown: Shown, asides: Iterable[Markup], here: Here, *, is_folded: bool) -> Markup:
    """A block on its page. One that is folded opens where something was found in it."""
    found = list(asides)
    title = html([tag("strong", here.say(block.title)), tag("span", shown.key) if shown.key else EMPTY])
    return tag(
        "details",
        tag("summary", title),
        found,
        shown.content,
        class_="prospectus-facts folded" if is_folded else "prospectus-facts",
        id=facts_anchor(block.id),
        lang=here.lang,
        open=not is_folded or bool(found),
    )


def rows_html(rows: Iterable[tuple[str, Content]]) -> Markup:
    """Names and what is stated of each, as a list of terms; those without anything are left out."""
    shown = [tag("div", tag("dt", name), tag("dd", content)) for name, value in rows if (content := html(value))]
    return tag("dl", shown, class_="prospectus-lines") if shown else EMPTY


def small_table(
    name: str, columns: Sequence[Column], rows: Iterable[Sequence[Content]], note: Content = None
) -> Markup:
    """A table of a page, of what its cells show; it is small enough to be read as it stands. Columns that say nothing are left out."""
    made = [[html(cell) for cell in row] for row in rows]
    kept = [index for index in range(len(columns)) if not index or any(row[index] for row in made)]
    kinds = ["" if columns[index].kind == "text" else columns[index].kind for index in kept]
    is_numbers = len(kept) > 1 and set(kinds[1:]) == {"number"}
    if is_numbers:  # the table says it once
        kinds = [""] * len(kept)
    heads = [tag("th", columns[index].head, class_=kind) for index, kind in zip(kept, kinds, strict=True)]
    body = [
        tag(
            "tr",
            tag("th", row[0], scope="row"),
            [tag("td", row[index], class_=kind) for index, kind in zip(kept[1:], kinds[1:], strict=True)],
        )
        for row in made
    ]
    whole = tag(
        "table",
        tag("thead", tag("tr", heads)),
        tag("tbody", body),
        class_=f"prospectus-table{' numbers' if is_numbers else ''}",
    )
    scrolled = tag("div", whole, class_="prospectus-scroll", role="region", aria_label=name, tabindex="0")
    return html([scrolled, described(note)])
