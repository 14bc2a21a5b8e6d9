"""Pages: what a site generator is given. Each is Markdown, a template, and the data for it.

A project's page is its document: the body as written, with its facts put where they belong. Nothing here knows a
generator; ``portfolio.py`` makes the views, and ``plugin.py`` hands the pages to MkDocs.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from prospectus_site.views import View, metric_rows
from prospectus_site.words import words

if TYPE_CHECKING:
    from prospectus.model.document import Document

HOME_TEMPLATE = "prospectus/home.html"
NOTHING = "\N{EN DASH}"
PROJECT_TEMPLATE = "prospectus/project.html"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site; ``meta`` is its page metadata, with the view under ``prospectus``."""

    markdown: str
    meta: dict[str, Any]


def home_page(view: View, lang: str, introduction: str = "") -> Page:
    """The home of the portfolio. ``introduction`` is Markdown of the team's own that stands above the cards."""
    title = _first_heading(introduction) or words(lang)["portfolio"]
    meta = {**_meta(title, HOME_TEMPLATE, view), "hide": ["navigation", "toc"]}  # the cards need the room
    return Page(introduction or f"# {title}\n", meta)


def project_page(document: Document, view: View, lang: str) -> Page:
    """The page of a project."""
    return Page(project_markdown(document, lang), _meta(view["title"], PROJECT_TEMPLATE, view))


def _meta(title: str, template: str, view: View) -> dict[str, Any]:
    # Themes print a page's title as HTML; quotes may stay, for an apostrophe is more common than an attack.
    return {"title": escape(title, quote=False), "template": template, "prospectus": view}


def _first_heading(markdown: str) -> str:
    return next((line[2:].strip() for line in markdown.splitlines() if line.startswith("# ")), "")


def project_markdown(document: Document, lang: str) -> str:
    """The body of a document without its title (the template shows it), with the metric table under its heading."""
    source, body = document.source, document.front_matter.body
    text = source.text
    cuts: list[tuple[int, int, str]] = []
    headings = document.headings
    if headings and headings[0].level == 1 and not text[body : headings[0].span.start].strip():
        cuts.append((headings[0].span.start, headings[0].end, ""))
    section = document.section("metrics")
    rows = metric_rows(document, lang)
    if section is not None and rows:
        cuts.append((section.heading.end, section.heading.end, f"\n\n{metric_table(rows, lang)}\n"))
    pieces = [text[: document.front_matter.fence.start]]  # nothing, unless the front matter stands too late
    at = body
    for start, end, replacement in cuts:
        pieces.extend((text[at:start], replacement))
        at = end
    pieces.append(text[at:])
    return "".join(pieces).lstrip("\r\n")


def metric_table(rows: list[View], lang: str) -> str:
    """The metrics as one HTML block: a table, with a chart in each row."""
    spoken = words(lang)
    heads = ("metric", "baseline", "minimum", "target", "measured", "chart")
    lines = [
        f'<div class="prospectus-metrics" role="region" aria-label="{escape(spoken["metrics_from_front_matter"])}" tabindex="0">',
        "<table>",
        f"<caption>{escape(spoken['metrics_from_front_matter'])}</caption>",
        "<thead><tr>" + "".join(f'<th scope="col">{escape(spoken[head])}</th>' for head in heads) + "</tr></thead>",
        "<tbody>",
        *(_table_row(row, spoken) for row in rows),
        "</tbody>",
        "</table>",
        f'<p class="prospectus-legend" data-search-exclude>{escape(spoken["legend"])}</p>',
        "</div>",
    ]
    return "\n".join(lines)


def _table_row(row: View, spoken: dict[str, str]) -> str:
    notes = " · ".join(filter(None, (row["unit"], row["direction"])))
    measured = "<br>".join(
        f"{escape(entry['value'])} <small>{escape(entry['phase'])} {escape(entry['date'])}</small>"
        for entry in row["measured"]
    )
    met = {True: "target_met", False: "target_missed", None: ""}[row["is_met"]]
    if met:
        measured += f'<br><span class="prospectus-chip {met.replace("_", "-")}">{escape(spoken[met])}</span>'
    baseline = escape(row["baseline"])
    if row["baseline_kind"] and row["baseline_kind"] != "none":
        baseline += f" <small>{escape(row['baseline_kind'])}</small>"
    cells = (
        baseline or NOTHING,
        escape(row["minimum"]) or NOTHING,
        escape(row["target"]) or NOTHING,
        measured or f"<small>{escape(spoken['not_measured'])}</small>",
        row["chart"] or NOTHING,
    )
    name = f'<th scope="row">{escape(row["name"])}<br><small>{escape(notes)}</small></th>'
    return "<tr>" + name + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
