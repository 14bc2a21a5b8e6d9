"""The project behind a document: what its facts say of metrics, data, costs and capacity."""
