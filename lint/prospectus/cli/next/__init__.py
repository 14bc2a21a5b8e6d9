"""``prospectus next``: its options, the checklist, and what it writes into a document."""
