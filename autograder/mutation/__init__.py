"""A solution → its mutants: the same program with one thing wrong in it."""

from autograder.mutation.inputs import Inputs, inputs
from autograder.mutation.mutate import Mutant, mutants

__all__ = ["Inputs", "Mutant", "inputs", "mutants"]
