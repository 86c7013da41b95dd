"""Files as students or an LMS hand them over → Submissions, and a line for each."""

from autograder.submissions.archives import ArchiveLimits
from autograder.submissions.collection import Collection, collect
from autograder.submissions.roster import read_roster, unlike_ids
from autograder.submissions.roster_columns import unused_columns

__all__ = ["ArchiveLimits", "Collection", "collect", "read_roster", "unlike_ids", "unused_columns"]
