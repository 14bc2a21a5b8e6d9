"""``prospectus init``: what it is asked for, what it carries out, what it says."""
