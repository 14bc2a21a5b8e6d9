"""An Atom feed of what is new in a portfolio (RFC 4287).

Its dates are those of commits and documents, never that of the build, so that the same documents give the same bytes. Ids are tag URIs
(RFC 4151) made of what does not change any more: the host, the day, and the commit with the path that the file had in it.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from prospectus.ground.language import say

from prospectus_site.addresses.addresses import FEED
from prospectus_site.history.wording import changes_in_words
from prospectus_site.marks.state_names import metric_names, state_names
from prospectus_site.markup import shown, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from prospectus.ground.language import Text

    from prospectus_site.addresses.addresses import Addresses
    from prospectus_site.history.changes import Event
    from prospectus_site.portfolio.portfolio import Portfolio

MOST_ENTRIES = 50
"""A feed has so many of the newest entries."""

TOLD = frozenset({"created", "removed", "id", "stage", "status", "verdict", "target", "minimum", "measured"})
"""The kinds of changes that are news; a file that was moved is none."""

_PATH_SAFE = "/-._~!$'()*+,;=:@"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UPDATED: Text = {"en": "Updated", "ko": "수정됨"}


class Entry(NamedTuple):
    """One piece of news. ``key`` is its own for ever, ``url`` absolute or relative to the site; ``lines`` say what is new."""

    key: str
    title: str
    url: str
    moment: datetime
    lines: tuple[str, ...] = ()


class Subject(NamedTuple):
    """A project as the feed needs it: ``name`` is its document's, ``updated`` what the document says (YYYY-MM-DD)."""

    name: str
    title: str
    url: str
    updated: str | None = None


def portfolio_feed(portfolio: Portfolio, addresses: Addresses, title: str) -> str | None:
    """The feed of a portfolio, in the first language of the site; None without the site's address, or without news."""
    if not addresses.site_url:
        return None
    lang = addresses.langs[0]
    names = state_names(portfolio.lifecycle, lang)
    documents = portfolio.history.documents if portfolio.history is not None else {}
    entries = (
        entry
        for project in portfolio.projects
        for entry in entries_of(
            Subject(project.name, project.title, addresses.projects[project.name], project.record.updated),
            documents[project.name].events if project.name in documents else (),
            lang,
            names,
            metric_names(project),
        )
    )
    return atom_feed(addresses.site_url, addresses.folder + FEED, title, entries, lang)


def entries_of(
    project: Subject,
    events: Iterable[Event],
    lang: str,
    titles: Mapping[str, str],
    metrics: Mapping[str, str],
) -> Iterator[Entry]:
    """The news of a project: what its commits changed; without any, the day that its document says it was updated.

    ``titles`` are those of stages, statuses and verdicts by id, ``metrics`` the names of the project's metrics.
    """
    has_news = False
    for event in events:
        changes = [change for change in event.changes if change.kind in TOLD]
        moment = _moment(event.date)
        if changes and moment is not None:
            has_news = True
            lines = changes_in_words(changes, lang, titles, metrics)
            yield Entry(
                f"{event.commit[:16]}/{event.path}", f"{project.title}: {lines[-1]}", project.url, moment, tuple(lines)
            )
    day = _moment(project.updated)
    if not has_news and day is not None:
        yield Entry(f"updated/{project.name}", f"{project.title}: {say(_UPDATED, lang)}", project.url, day)


def atom_feed(site_url: str | None, feed_path: str, title: str, entries: Iterable[Entry], lang: str) -> str | None:
    """The feed as XML; None without a site's address (http or https), or without any entry, for then it would have no date.

    ``feed_path`` is the feed's own address, relative to the site.
    """
    home = _absolute(site_url)
    newest = sorted(entries, key=lambda entry: entry.key)
    newest.sort(key=lambda entry: entry.moment, reverse=True)
    if home is None or not newest:
        return None
    from feedgenerator import Atom1Feed  # noqa: PLC0415 - only a site with an address needs it

    address = _escaped(urljoin(home, feed_path))
    name = shown(title)
    feed = Atom1Feed(
        title=name, link=home, description=None, language=lang, author_name=name, feed_url=address, feed_guid=address
    )
    seen: set[str] = set()
    for entry in newest:
        identity = _identity(home, entry)
        if identity in seen:
            continue
        seen.add(identity)
        feed.add_item(
            title=shown(entry.title),
            link=_escaped(urljoin(home, entry.url)),
            description=str(tag("ul", (tag("li", line) for line in entry.lines))) if entry.lines else None,
            updateddate=entry.moment.astimezone(UTC),
            unique_id=identity,
        )
        if len(seen) == MOST_ENTRIES:
            break
    return str(feed.writeString("utf-8")) + "\n"


def _absolute(site_url: str | None) -> str | None:
    try:
        parts = urlsplit((site_url or "").strip())
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    return (
        _escaped(parts._replace(path=parts.path.rstrip("/") + "/", query="", fragment="").geturl()) if is_web else None
    )


def _escaped(url: str) -> str:
    """A URL of visible ASCII characters; what is escaped already stays so."""
    return quote(url.encode("utf-8", "replace"), safe="%/:=&?~#+!$,;'@()*[]-._")


def _identity(home: str, entry: Entry) -> str:
    parts = urlsplit(home)
    place = quote(f"{parts.path}{entry.key}".encode("utf-8", "surrogateescape"), safe=_PATH_SAFE)
    return f"tag:{quote(parts.hostname or '', safe='.-')},{entry.moment:%Y-%m-%d}:{place}"


def _moment(text: str | None) -> datetime | None:
    """A date with its time, or the beginning of a day, in UTC; None where the text is none."""
    if text is None:
        return None
    try:
        if _DAY.fullmatch(text):
            return datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None
