"""Why something that was received cannot be read: raised where it is noticed, a line of the reconciliation in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.errors import SubmissionError

if TYPE_CHECKING:
    from autograder.model import Reason


class UnreadError(SubmissionError):
    """A file or archive that cannot be read, with the code that says why."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"The file cannot be read: {reason}{f', {detail}' if detail else ''}.")
        self.reason = reason
        self.detail = detail
