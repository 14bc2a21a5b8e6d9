"""The building of a site: documents are read once, and become pages and files. Doors call it, and decide where these are put."""
