"""Proper names in the text: where they start and end."""
