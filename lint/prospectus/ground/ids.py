"""Ids that are made of names: words with hyphens between them."""

from __future__ import annotations


def cut_between_words(identity: str, longest: int) -> str:
    """As many whole words of an id, with hyphens between them, as fit into so many characters; of one that is longer, its beginning."""
    if len(identity) <= longest:
        return identity
    end = identity.rfind("-", 0, longest + 1)
    return identity[: end if end > 0 else longest]
