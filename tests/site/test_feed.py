"""The Atom feed: valid, the same twice, and safe whatever a document says."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prospectus_site.history.changes import Change, Event
from prospectus_site.outputs.feed import MOST_ENTRIES, Entry, Subject, atom_feed, entries_of

ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
SITE = "https://docs.example.com/ml/"
ENTRY = Entry("k", "Weld: Stage: action", "projects/weld/", datetime(2026, 11, 20, tzinfo=UTC), ("Stage: action",))


def feed(entries: list[Entry], site: str | None = SITE, title: str = "Portfolio") -> str | None:
    return atom_feed(site, "feed.xml", title, entries, "en")


def parsed(text: str | None) -> ET.Element:
    assert text is not None
    root = ET.fromstring(text.encode())  # noqa: S314 - our own text
    for holder in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):  # RFC 4287, 4.1.1 and 4.1.2: each exactly once
            assert len(holder.findall(f"{ATOM}{name}")) == 1
        assert RFC_3339.fullmatch(holder.findtext(f"{ATOM}updated") or "")
        identity = holder.findtext(f"{ATOM}id") or ""
        assert re.fullmatch(r"[!-~]+", identity)
        assert urlsplit(identity).scheme in {"tag", "https"}
        for link in holder.findall(f"{ATOM}link"):
            assert re.fullmatch(r"https://docs\.example\.com/[!-~]*", link.attrib["href"])
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    identities = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert len(set(identities)) == len(identities)
    return root


def test_an_entry_is_told_with_its_date_and_its_place():
    root = parsed(feed([ENTRY]))
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}id") == "tag:docs.example.com,2026-11-20:/ml/k"
    assert entry.findtext(f"{ATOM}updated") == "2026-11-20T00:00:00+00:00" == root.findtext(f"{ATOM}updated")
    assert entry.findtext(f"{ATOM}summary") == "<ul><li>Stage: action</li></ul>"
    links = {link.attrib["rel"]: link.attrib["href"] for link in root.findall(f"{ATOM}link")}
    assert links == {"self": f"{SITE}feed.xml", "alternate": SITE}


@pytest.mark.parametrize(
    "site", [None, "", "  ", "/ml/", "file:///site/", "javascript:alert(1)", "https://", "http://[x/"]
)
def test_without_an_address_there_is_none(site: str | None):
    assert feed([ENTRY], site) is None


def test_without_news_there_is_none_for_it_would_have_no_date():
    assert feed([]) is None


def test_the_order_in_which_entries_come_does_not_matter_and_the_newest_stay():
    entries = [ENTRY._replace(key=f"k{n}", moment=datetime(2026, 1, 1 + n % 20, tzinfo=UTC)) for n in range(80)]
    assert feed(entries) == feed(entries[::-1]) == feed([*entries, *entries])
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in parsed(feed(entries)).findall(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)
    assert len(days) == MOST_ENTRIES


@given(
    st.text(max_size=30),
    st.text(max_size=30),
    st.lists(st.text(max_size=20), max_size=3),
    st.datetimes(timezones=st.just(UTC)),
)
def test_any_text_gives_a_valid_feed(title: str, key: str, lines: list[str], moment: datetime):
    root = parsed(feed([Entry(key, title, "projects/x y?#é/", moment, tuple(lines))], title=title))
    summary = root.findtext(f"{ATOM}entry/{ATOM}summary")
    if summary is not None:
        items = [item.text or "" for item in ET.fromstring(summary)]  # noqa: S314 - it is well-formed, too
        assert len(items) == len(lines)


def test_hostile_text_stays_text():
    hostile = "</title><script>alert(1)</script>\x00\x0b\ud800]]>\u202e"
    text = feed([ENTRY._replace(title=hostile, lines=(hostile,))], title=hostile)
    root = parsed(text)
    assert not root.findall(".//{*}script")
    assert "<script>" not in (root.findtext(f"{ATOM}entry/{ATOM}summary") or "")


def test_the_news_of_a_project_are_those_of_its_commits():
    project = Subject("docs/weld.md", "Weld", "projects/weld/", "2026-11-20")
    events = [
        Event("a" * 40, "2026-11-19T23:30:00-05:00", "docs/weld.md", (Change("stage", "design", "action"),)),
        Event(
            "b" * 40, "2026-11-01T10:00:00+09:00", "docs/old.md", (Change("renamed", "docs/old.md", "docs/weld.md"),)
        ),
    ]
    (entry,) = entries_of(project, events, "en", {"action": "Action"}, {})
    assert entry.title == "Weld: Stage: design → Action"
    assert entry.moment == datetime(2026, 11, 20, 4, 30, tzinfo=UTC)
    assert "tag:docs.example.com,2026-11-20:/ml/aaaaaaaaaaaaaaaa/docs/weld.md" in (feed([entry]) or "")


@pytest.mark.parametrize(
    ("updated", "count"), [("2026-11-20", 1), ("20261120", 0), ("2026-13-45", 0), (None, 0), ("soon", 0)]
)
def test_without_commits_the_day_of_the_document_counts(updated: str | None, count: int):
    assert len([*entries_of(Subject("w", "Weld", "w/", updated), (), "ko", {}, {})]) == count
