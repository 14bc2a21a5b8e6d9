"""What helps a writer: the skeleton of a new document, and what the next stage asks."""
