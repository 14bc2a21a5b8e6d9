"""What a document still lacks, written into it: headings of sections and keys of the front matter, as prompts to fill in."""

from prospectus.writing.insertion.inserted import Inserted, Insertion, insert
from prospectus.writing.insertion.prompt import prompt_for
from prospectus.writing.insertion.section import missing_section

__all__ = ["Inserted", "Insertion", "insert", "missing_section", "prompt_for"]
