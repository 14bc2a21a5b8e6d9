"""What only all projects together tell: the portfolio, its catalogue of data sets, and what somebody has to see to."""
