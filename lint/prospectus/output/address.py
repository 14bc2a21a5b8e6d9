"""Where a file stands for those who know the repository and not our working directory."""

from __future__ import annotations

import posixpath
from urllib.parse import quote


def rooted(path: str, prefix: str) -> str:
    """A path as diagnostics name it, counted from the repository's root; ``prefix`` leads from there to where it counts from."""
    return posixpath.normpath(prefix + path) if prefix or path.startswith(("./", "../")) else path


def uri(path: str) -> str:
    """A relative path as a URI reference (RFC 3986): all but letters, digits and ``-._~/`` as ``%`` and two digits."""
    return quote(path, safe="/", errors="surrogatepass" if not _is_name(path) else "surrogateescape")


def _is_name(path: str) -> bool:
    """Whether a path is one that a file system gave: bytes that are no UTF-8 are half pairs of one kind in it."""
    try:
        path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False
    return True
