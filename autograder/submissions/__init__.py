"""Files as students hand them in and as an LMS exports them → Submissions, and a line for every file."""

from autograder.submissions.archives import ArchiveLimits
from autograder.submissions.collection import COURSE_ZONE, Collection, collect
from autograder.submissions.roster import read_roster

__all__ = ["COURSE_ZONE", "ArchiveLimits", "Collection", "collect", "read_roster"]
