"""A team's own contract, which extends the standard one."""
