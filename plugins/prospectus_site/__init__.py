"""The portfolio site: views of a portfolio, and the doors through which site generators take them."""
