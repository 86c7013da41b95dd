"""Submission → Tape: student code behind walls, in a fresh child of a warm server. The only room with student code running in it."""

from __future__ import annotations

from autograder.run.call import Transcript
from autograder.run.examine import Finding, doctor
from autograder.run.isolation import Isolation
from autograder.run.record import record
from autograder.run.sandbox import Sandbox, open_sandbox

__all__ = ["Finding", "Isolation", "Sandbox", "Transcript", "doctor", "open_sandbox", "record"]
