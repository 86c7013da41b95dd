"""Two versions of a week, or two grades → who moves, and because of what."""
