"""The keys in front matter that are for the site generator: not ours, and not unknown."""

from __future__ import annotations

PAGE_KEYS = frozenset(
    """
    aliases author authors comments date description draft hide icon image keywords layout links permalink pin publish
    readtime redirect_from search sidebar_label sidebar_position slug social subtitle template toc type weight
    """.split()  # noqa: SIM905 - a list would take a line for each
)
"""What they read of a page: MkDocs, Material and its blog, Hugo, Jekyll, Docusaurus."""
