"""Counts and shares."""
