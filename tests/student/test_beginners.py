"""The first line that a beginner is told leads to the mending, in `check` and on the graded page alike."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from tests.student.beginners.cases import CASES, Beginner
from tests.student.beginners.fifth_look import FIFTH
from tests.student.beginners.fourth_look import FOURTH
from tests.student.beginners.other_weeks import OTHERS
from tests.student.beginners.second_look import SECOND
from tests.student.beginners.third_look import THIRD

PLAIN = re.compile(
    r"^(?:raise_left|xor|class_|name_|misspelt|shadowed|return_in_loop|rebound|compares|swapped|en_dash)"
)
"""Cases of which the code alone tells everything: both sides say the very same."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def told():
    ran = subprocess.run(
        [sys.executable, "-m", "tests.student.beginners"], capture_output=True, text=True, check=True, timeout=600
    )
    return json.loads(ran.stdout)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in (*CASES, *OTHERS, *SECOND)])
def test_the_first_line_leads_to_the_mending(case: Beginner, told):
    check, page = told[case.name]
    assert re.search(case.words, check[0])
    assert re.search(case.page or case.words, page[0])
    if PLAIN.match(case.name):
        own = re.sub(r"^[Ee]poch \d+[^:]*: ", "", check[0])
        assert own in page[0]


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in (*THIRD, *FOURTH, *FIFTH)])
def test_the_first_line_of_each_kind_leads_in_every_week(case: Beginner, told):
    assert re.search(case.words, told[case.name][0][0])


def test_right_work_is_told_nothing(told):
    assert told["right"] == [[], []]
