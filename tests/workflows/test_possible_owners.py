"""Of whom it is said that nothing came, while files without an owner wait."""

from __future__ import annotations

from autograder.model import Fate, Reason, Received
from autograder.workflows.worth import possible_owners

CLASS = ("20240001", "20240002", "20240003")


def waiting(reason, fate=Fate.UNMATCHED, *, detail="", likely="", student=""):
    return Received("in/hw.py", fate, student, reason, detail, likely)


def test_a_file_that_tells_nothing_may_be_anybodys():
    assert possible_owners([waiting(Reason.NO_OWNER)], CLASS) == set(CLASS)


def test_an_archive_that_nobody_could_open_may_be_anybodys():
    assert possible_owners([waiting(Reason.ENCRYPTED, Fate.UNREADABLE)], CLASS) == set(CLASS)


def test_a_file_that_tells_of_some_may_be_only_theirs():
    files = [waiting(Reason.AMBIGUOUS, detail="20240001, 20240002"), waiting(Reason.NO_OWNER, likely="20240003")]
    assert possible_owners(files[:1], CLASS) == {"20240001", "20240002"}
    assert possible_owners(files[1:], CLASS) == {"20240003"}


def test_a_file_of_somebody_elses_is_none_of_the_class():
    assert possible_owners([waiting(Reason.NOT_IN_ROSTER, detail="20249999")], CLASS) == set()


def test_what_has_an_owner_or_is_set_aside_is_asked_of_nobody():
    files = [waiting(Reason.TRUNCATED, Fate.UNREADABLE, student="20240001"), waiting(Reason.NOT_CODE, Fate.IGNORED)]
    assert possible_owners(files, CLASS) == set()
