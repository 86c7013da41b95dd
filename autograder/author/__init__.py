"""solutions/weekNN → Assignment → Handout: what the instructor wrote, read once, and cut for students."""

from autograder.author.cutting import cut
from autograder.author.folder import read
from autograder.author.probes import leaf, probe
from autograder.author.stub import stub

__all__ = ["cut", "leaf", "probe", "read", "stub"]
