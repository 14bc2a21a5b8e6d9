"""Whatever documents hold, the site is made: every page well-formed, every link to a page that is there, every file readable."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from itertools import cycle
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.front_matters import front_matters, written
from support.samples import example_texts, read_documents
from support.site_pages import files_of, pages_of, site_of

if TYPE_CHECKING:
    from prospectus_site.pages.page import Page

SEEDS = tuple(document.front_matter.facts for document in read_documents(example_texts()))
BODIES = st.sampled_from(
    [
        "# Title\n\n## Situation\n\nMany wait.\n\n## Metrics\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        "Title\n=====\n\nMetrics\n-------\n\n```\n## Data\n```\n",
        "## 지표\n\n- 목표\n\n    - 5\n\n## 데이터\n",
        "",
    ]
)
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}


class _Checked(HTMLParser):
    """A page whose elements are all closed in their order; its links and anchors."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        found = dict(attrs)
        assert "style" not in found
        assert not any(name.startswith("on") for name in found)
        if link := found.get("href") or found.get("xlink:href"):
            self.links.append(link)
        if found.get("id"):
            self.ids.append(str(found["id"]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag


def checked(page: Page) -> _Checked:
    reader = _Checked()
    reader.feed("".join(page.parts.values()))
    reader.close()
    assert reader.open == []
    assert len(set(reader.ids)) == len(reader.ids)
    return reader


def check_site(texts: dict[str, str]) -> None:
    site = site_of(texts)
    assert site.workspace.report("en").internal_errors == ()
    pages, files = pages_of(site), files_of(site)
    found = {url: checked(page) for url, page in pages.items()}
    for url, page in found.items():
        for link in page.links:
            target, anchor = urldefrag(urljoin(f"https://x.test/{url}", link))
            if not target.startswith("https://x.test/"):
                assert re.match(r"https?://|mailto:|#|\?", link), link
                continue
            name = unquote(target.removeprefix("https://x.test/").partition("?")[0])
            name = f"{name}index.html" if f"{name}index.html" in files else name
            assert name in pages or name in files, (url, link)
            if name in pages and anchor and "facts" not in anchor:
                assert anchor in found[name].ids, (url, link)
    for name, text in files.items():
        if name.endswith(".json"):
            json.loads(text)
        elif name.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(text)))
            assert len({len(row) for row in rows}) == 1
    json.loads(site.data)


def test_the_examples():
    check_site(dict(example_texts().items()))


@pytest.mark.parametrize("text", ["", "\x00", "---\n---\n", "---\nid: [\n---\n# x\n", "no front matter"])
def test_documents_of_which_little_is_known(text: str):
    check_site({"a.md": text, "b.md": text})


@pytest.mark.parametrize("numbers", [(5e-324,), (1e-308,), (1e308, 1e-308, 3), (0, -1e308, 1e59, 1e-59)])
def test_numbers_at_the_ends_of_what_can_be_reckoned_with(numbers: tuple[float, ...]):
    found = cycle(numbers)

    def replaced(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: replaced(entry) for key, entry in value.items()}
        if isinstance(value, list):
            return [replaced(entry) for entry in value]
        return next(found) if isinstance(value, int | float) and not isinstance(value, bool) else value

    texts = {f"{index}.md": written(replaced(facts), "# Title\n") for index, facts in enumerate(SEEDS)}
    check_site(texts)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(front_matters(SEEDS), min_size=1, max_size=3), BODIES)
def test_any_front_matter(drawn: list[dict[str, Any]], body: str):
    check_site({f"{number}.md": written(facts, body) for number, facts in enumerate(drawn)})
