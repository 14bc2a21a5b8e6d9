"""AGR: what the body says in numbers is what the front matter says."""
