"""Elections and their results."""
