"""The baseline: the findings that were there when a team began, recorded in a file, and held back until something is new."""
