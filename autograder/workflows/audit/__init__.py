"""Assignment → Audit: is a week fit to release?"""

from autograder.workflows.audit.auditing import SavedAudit, audit, save_audit, saved_audit
from autograder.workflows.audit.trial import Audit, ProgramKind, Score, Trial

__all__ = ["Audit", "ProgramKind", "SavedAudit", "Score", "Trial", "audit", "save_audit", "saved_audit"]
