"""``prospectus lint``: its options, what it is asked to look at, and what it says."""
