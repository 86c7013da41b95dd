"""Auto-grading assignments for a first deep-learning course in PyTorch, exact to the epoch."""
