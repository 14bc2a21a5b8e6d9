"""The MkDocs plugin: a thin adapter between MkDocs' events and the pages of a portfolio. Nothing outside of it imports mkdocs."""

from prospectus_site.plugin.events import ProspectusPlugin

__all__ = ["ProspectusPlugin"]
