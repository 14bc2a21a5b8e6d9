"""The model: documents, the portfolio, and the types of rules and findings."""
