"""What kind of thing a name stands for."""
