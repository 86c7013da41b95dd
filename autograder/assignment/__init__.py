"""solutions/weekNN → Assignment → Handout: a week read once and cut.

`stub` is imported by name, where it is used: LibCST takes longer to load than a week to read.
"""

from autograder.assignment.folder import digest, exercise_names, read
from autograder.assignment.leaks import Secrets, leaks, occurring, secrets
from autograder.assignment.probes import leaf, probe

__all__ = ["Secrets", "digest", "exercise_names", "leaf", "leaks", "occurring", "probe", "read", "secrets"]
