"""A batch that came through is halved until the program is found, and only then."""

from __future__ import annotations

import pytest

from tests.attacks.batches import TOGETHER, found_out
from tests.attacks.evidence import Findings

CLASS = tuple(f"program {number}" for number in range(60))


class Door:
    """Some programs come through together or alone, and it is seen whose work it was, or only that."""

    def __init__(self, *those: str, named: bool = False, together: bool = False):
        self.those, self.named, self.together, self.tries = set(those), named, together, 0

    def __call__(self, programs):
        self.tries += 1
        came = self.those & set(programs)
        if not came or (self.together and came != self.those):
            return Findings()
        return Findings(dict.fromkeys(came, "seen")) if self.named else Findings(shared=["a file was left"])


@pytest.mark.parametrize("those", [(), ("program 7",), ("program 0", "program 59"), ("program 30", "program 31")])
@pytest.mark.parametrize("named", [False, True], ids=["seen on nobody", "seen on them"])
def test_each_program_that_came_through_is_found_by_its_name(those, named):
    door = Door(*those, named=named)
    assert found_out(CLASS, door).keys() == set(those)
    assert door.tries <= (1 if named or not those else 2 * 7 * len(those))


def test_what_only_several_together_can_do_is_not_lost():
    assert found_out(CLASS, Door("program 3", "program 40", together=True)) == {TOGETHER: "a file was left"}


def test_what_is_seen_on_one_stays_where_another_is_searched_for():
    def door(programs):
        found = Findings({"program 1": "seen"} if "program 1" in programs else {})
        found.shared = ["a file was left"] if "program 8" in programs else []
        return found

    assert found_out(CLASS, door) == {"program 1": "seen", "program 8": "a file was left"}
