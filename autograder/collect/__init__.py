"""Files as students hand them in and as an LMS exports them → Submissions, and a line for every file."""

from autograder.collect.archives import ArchiveLimits
from autograder.collect.collection import COURSE_ZONE, Collection, collect
from autograder.collect.roster import read_roster

__all__ = ["COURSE_ZONE", "ArchiveLimits", "Collection", "collect", "read_roster"]
