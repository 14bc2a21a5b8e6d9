"""What trackers export, one module a format. Files may come from anybody: sizes are limited, and nothing in them is run."""
