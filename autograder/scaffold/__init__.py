"""A new week: from nothing, or from the notebook of another system."""
