"""Where Prospectus comes from, for hooks and pipelines that install it: an address of git, and a revision."""

from __future__ import annotations

import json
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from prospectus.ground.pattern import Pattern

STAND_IN = "https://git.example.com/tools/prospectus"
"""What is written where the address is not known; a reader has to replace it."""

_ADDRESS = Pattern(r"(?:https?|ssh)://[A-Za-z0-9@._:~/%+-]+")
_REVISION = Pattern(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_SECURE_SHELL = Pattern(r"([A-Za-z0-9._-]+@[A-Za-z0-9.-]+):(?!/)([^@]+)(@.*)?")
"""The short form of git's: ``git@host:path``, and a revision."""
_RELEASE = Pattern(r"(?<![0-9])v?[0-9]++(?:\.[0-9]++)++[A-Za-z0-9.]*+")


class Source(NamedTuple):
    """An address of the repository, and the tag or commit to take from it."""

    address: str
    revision: str

    @property
    def is_stand_in(self) -> bool:
        """Whether the address is only an example."""
        return self.address == STAND_IN

    @property
    def requirement(self) -> str:
        """What pip installs, without an extra."""
        return f"prospectus @ git+{self.address}@{self.revision}"


def given_source(written: str, version: str) -> Source | None:
    """The source that somebody names: ``ADDRESS`` or ``ADDRESS@REVISION``; None when it is neither."""
    short = _SECURE_SHELL.fullmatch(written)
    if short:
        written = f"ssh://{short[1]}/{short[2]}{short[3] or ''}"
    address, at, revision = written.rpartition("@")
    if not at or "/" not in address.partition("://")[2]:  # the @ of a user's name, as in ssh://git@host/path
        address, revision = written, f"v{version}"
    return _source(_without_secrets(address), revision) if _ADDRESS.fullmatch(address) else None


def installed_source(direct_url: str | None, version: str) -> Source:
    """The source of the installation that runs, from its ``direct_url.json`` (PEP 610); the stand-in where that tells none.

    A user's name and password in it are left out: what is made of it is committed.
    """
    try:
        data = json.loads(direct_url or "{}")
    except (ValueError, RecursionError):
        data = {}
    origin = data.get("vcs_info") if isinstance(data, dict) else None
    if isinstance(origin, dict) and origin.get("vcs") == "git":
        asked, commit = (str(origin.get(key) or "") for key in ("requested_revision", "commit_id"))
        found = _source(_without_secrets(str(data.get("url"))), asked if _RELEASE.fullmatch(asked) else commit or asked)
        if found is not None:
            return found
    return Source(STAND_IN, f"v{version}")


def _source(address: str, revision: str) -> Source | None:
    if not (_ADDRESS.fullmatch(address) and _REVISION.fullmatch(revision)):
        return None
    return Source(address.rstrip("/"), revision)


def _without_secrets(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    user, _, host = parts.netloc.rpartition("@")
    user = user.partition(":")[0] if parts.scheme == "ssh" else ""
    return urlunsplit(parts._replace(netloc=f"{user}@{host}" if user else host, query="", fragment=""))
