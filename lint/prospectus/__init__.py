"""Prospectus: checks ML project design documents against the ML lifecycle."""

__version__ = "0.1.0"
