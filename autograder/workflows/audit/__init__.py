"""Is a week fit to release? Assignment → Audit: every program that was tried, and what is wrong with the week."""

from autograder.workflows.audit.auditing import audit
from autograder.workflows.audit.kept import Kept, keep, kept
from autograder.workflows.audit.trial import Audit, Kind, Score, Trial

__all__ = ["Audit", "Kept", "Kind", "Score", "Trial", "audit", "keep", "kept"]
