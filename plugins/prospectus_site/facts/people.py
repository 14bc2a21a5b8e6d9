"""Names of people as a public page may show them."""

from __future__ import annotations


def person(name: str) -> str:
    """A name without its mail address; of an address alone the part before the ``@``."""
    bare = name.split("<", 1)[0].strip()
    return (bare if "@" not in bare else bare.split("@", 1)[0]) or name.split("@", 1)[0].strip("<> ")
