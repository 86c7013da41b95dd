"""Submission → Recording, in a fresh, isolated child of a warm server."""

from __future__ import annotations

from autograder.sandbox.host.doctor import Finding, doctor
from autograder.sandbox.host.recording import record, recorded_ahead
from autograder.sandbox.host.sandbox import Sandbox, open_sandbox
from autograder.sandbox.host.session import Transcript
from autograder.sandbox.protocol import Isolation

__all__ = ["Finding", "Isolation", "Sandbox", "Transcript", "doctor", "open_sandbox", "record", "recorded_ahead"]
