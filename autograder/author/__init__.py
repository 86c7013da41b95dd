"""solutions/weekNN → Assignment → Handout: what the instructor wrote, read once, and cut for students."""

from autograder.author.cutting import cut
from autograder.author.folder import digest, read
from autograder.author.leaks import Secrets, leaks, occurring, secrets
from autograder.author.mutate import Mutant, mutants
from autograder.author.probes import leaf, probe
from autograder.author.stub import stub

__all__ = [
    "Mutant",
    "Secrets",
    "cut",
    "digest",
    "leaf",
    "leaks",
    "mutants",
    "occurring",
    "probe",
    "read",
    "secrets",
    "stub",
]
