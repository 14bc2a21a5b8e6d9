"""The plain files beside the pages, one module a format: the feed, what language models read, pages that lead on, styles and script."""
