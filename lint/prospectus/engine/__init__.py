"""The engine: documents in, diagnostics out."""
