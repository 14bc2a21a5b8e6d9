"""What git remembers of the documents: their stages, targets and measured values over time, and what they were called before."""
