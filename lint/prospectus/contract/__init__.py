"""The contract that documents are held to: the lifecycle, the front-matter schema, and where they say what."""
