"""solutions/weekNN → Assignment → Handout: a week read once and cut."""

from autograder.assignment.cutting import cut
from autograder.assignment.folder import digest, read
from autograder.assignment.leaks import Secrets, leaks, occurring, secrets
from autograder.assignment.probes import leaf, probe
from autograder.assignment.stub import stub

__all__ = ["Secrets", "cut", "digest", "leaf", "leaks", "occurring", "probe", "read", "secrets", "stub"]
