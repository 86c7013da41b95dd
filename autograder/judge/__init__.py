"""Tapes × a week's solution → Verdicts. The only room with answers in it."""

from autograder.judge.comparison import Tolerance, close
from autograder.judge.judge import Judge
from autograder.judge.plugin import CheckResult
from autograder.judge.tolerances import keep_tolerances, stale_tolerances

__all__ = ["CheckResult", "Judge", "Tolerance", "close", "keep_tolerances", "stale_tolerances"]
