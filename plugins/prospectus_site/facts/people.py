"""Names of people as a public page may show them."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"<[^<>@]*@[^<>]*>")


def person(name: str) -> str:
    """A name without its mail address; of an address alone the part before the ``@``."""
    bare = _ADDRESS.sub("", name).strip()
    if bare and "@" not in bare:
        return bare
    return (bare or name).split("@", 1)[0].strip("<> ")
