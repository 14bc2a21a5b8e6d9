"""Front matter: its fences, its YAML, a node for each fact."""
