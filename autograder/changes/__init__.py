"""Two versions of a week, or two grades of a student → who moves, and because of what. Pure."""
