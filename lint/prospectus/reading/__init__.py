"""Reading: a text becomes its Markdown blocks and the facts of its front matter."""
