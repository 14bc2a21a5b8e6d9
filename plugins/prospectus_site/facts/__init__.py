"""What the site knows of one project: plain data, read once from its document, so that no view ever holds documents."""
