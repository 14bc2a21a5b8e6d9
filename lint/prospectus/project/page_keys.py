"""The keys in front matter that are not ours, and not unknown: those of the site generator, and those that a team keeps for itself."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGE_KEYS = frozenset(
    """
    aliases author authors categories comments date description draft git_creation_date_localized
    git_revision_date_localized glightbox hide icon image keywords layout links og_image permalink pin publish
    readtime redirect_from render_macros revision_date robots search sidebar_label sidebar_position slug social subtitle template toc
    type weight
    """.split()  # noqa: SIM905 - a list would take a line for each
)
"""What they read of a page: MkDocs, Material with its blog and the plugins that come with most of its sites, Hugo, Jekyll, Docusaurus."""


def is_extra(key: str, patterns: Iterable[str]) -> bool:
    """Whether a key is one that a team keeps for itself, by its name or by a pattern with ``*``, ``?`` and ``[…]``."""
    return any(key == pattern or fnmatchcase(key, pattern) for pattern in patterns)
