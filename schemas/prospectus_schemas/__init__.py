"""The contract as data: the ML lifecycle and the JSON Schemas of Prospectus. There is no logic here."""
