"""What tests share: running the command, linting texts, drawing front matters, building a site."""
