"""Adoption: an existing Markdown document becomes a prospectus, and its body stays as it is, byte by byte."""
