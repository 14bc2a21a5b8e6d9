"""What the body of a free-form design document states for certain: facts for its front matter, and the topics that it names."""

from prospectus.writing.lifting.lifting import Lifted, lifted
from prospectus.writing.lifting.topics import TOPICS, named, named_in_headings

__all__ = ["TOPICS", "Lifted", "lifted", "named", "named_in_headings"]
