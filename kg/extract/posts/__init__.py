"""Who holds which post in what."""
