"""``prospectus measure``: its options, the documents that are named, and what it says."""
