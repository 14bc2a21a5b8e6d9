"""Fixes, applied: to one document until nothing is left to fix, and to the links of others that lead to what was renamed."""

from prospectus.writing.mending.links import with_links
from prospectus.writing.mending.mend import Mended, mend
from prospectus.writing.mending.prompts import with_prompts

__all__ = ["Mended", "mend", "with_links", "with_prompts"]
