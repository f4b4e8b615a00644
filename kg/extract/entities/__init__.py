"""The entities of one document."""
