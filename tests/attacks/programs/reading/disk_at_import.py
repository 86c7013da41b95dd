# tries: to import the week from wherever it is
# must earn: nothing
import sys

sys.path[:0] = ["/", "..", "../..", "solutions/week01", "/work", "/root"]
try:
    from probes import PROBES
    from solution import mse, rmse
except ImportError:
    from autograder.judge.program import Program
    from autograder.assignment import read
