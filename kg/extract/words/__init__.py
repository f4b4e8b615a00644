"""Word lists, the world's states, and what language a text is in."""
