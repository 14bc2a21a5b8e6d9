"""The one Markdown reader: headings, tables, passages, comments and links of a body, each at its true place."""

from prospectus.reading.markdown.blocks import parse, scan
from prospectus.reading.markdown.headings import Heading
from prospectus.reading.markdown.markdown import Comment, Markdown, read_markdown
from prospectus.reading.markdown.passages import OPAQUE, Passage
from prospectus.reading.markdown.tables import Row, Table

__all__ = ["OPAQUE", "Comment", "Heading", "Markdown", "Passage", "Row", "Table", "parse", "read_markdown", "scan"]
