"""The door for site generators that run no plugins: ``prospectus site`` writes Markdown pages into a folder."""

from prospectus_site.site.verb import site

__all__ = ["site"]
