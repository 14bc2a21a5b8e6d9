"""``prospectus adopt``: its files, what it prints, what it asks, and the command itself."""
