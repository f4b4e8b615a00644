"""The store behind servers that are not the project's own."""
