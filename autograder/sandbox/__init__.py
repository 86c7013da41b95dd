"""Submission → Tape: student code behind walls, in a fresh child of a warm server. The only room with student code running in it."""

from __future__ import annotations

from autograder.sandbox.host.call import Transcript
from autograder.sandbox.host.examine import Finding, doctor
from autograder.sandbox.host.record import record
from autograder.sandbox.host.sandbox import Sandbox, open_sandbox
from autograder.sandbox.isolation import Isolation

__all__ = ["Finding", "Isolation", "Sandbox", "Transcript", "doctor", "open_sandbox", "record"]
