"""Measured values by command: what trackers export is read, matched with metrics, and written into documents."""
