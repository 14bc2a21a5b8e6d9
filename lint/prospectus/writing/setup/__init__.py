"""Setting a repository up: which files it needs, what stands in them, and what is added to those that are there already."""
