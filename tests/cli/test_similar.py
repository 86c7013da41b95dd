"""Weak signals, shown side by side: what everyone was given or few could help is no signal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.model import Fate, Received
from tests import weeks
from tests.cli.courses import grade, work

ODD = weeks.SOLUTION.replace(
    "torch.mean((y - yhat) ** 2)", "torch.mean((y - yhat) ** 2) * 1.2345  # 여기서 조금 키웠습니다", 1
)
TYPO = ODD.replace("여기서 조금 키웠습니다", "여기서 조금 키윘습니다").replace("epoc", "i")


def pairs(ta, folder):
    found = ta("similar", "week01", "--out", folder / "similar.html", "--json")[1]["pairs"]
    return {(one["first"], one["second"]): {each["signal"] for each in one["evidence"]} for one in found}


def test_the_solution_shared_by_all_is_no_signal(ta, graded):
    grade(graded, *(work(f"2024-010{at}", weeks.SOLUTION) for at in range(2)))
    assert pairs(ta, graded) == {}


def test_an_odd_number_and_its_comment_are_shown_with_the_wrong_value(ta, graded):
    grade(graded, work("2024-0101", ODD), work("2024-0102", TYPO))
    assert pairs(ta, graded)["2024-0101", "2024-0102"] >= {"wrong_path", "literal", "comment"}


@pytest.mark.parametrize("word", ["score", "plagiar", "cheat", "%"])
def test_the_page_gives_no_verdict(ta, graded, word):
    grade(graded, work("2024-0101", ODD), work("2024-0102", TYPO))
    pairs(ta, graded)
    page = (graded / "similar.html").read_text("utf-8")
    assert word not in page[page.index("<main") :]


def of_group(*students, path="in/team3/regression.py"):
    """One work that several handed in together: its file is a line of each."""
    return [replace(work(one, ODD), files=(Received(path, Fate.TAKEN, one),)) for one in students]


def test_members_of_a_group_are_no_pair(ta, graded):
    """Their work is one and the same, by their own word."""
    grade(graded, *of_group("2024-0101", "2024-0102"))
    assert pairs(ta, graded) == {}


def test_who_shares_with_a_large_group_is_still_shown(ta, graded):
    """A group counts as one: four of the same are not what everybody has."""
    members = [f"2024-010{at}" for at in range(4)]
    grade(graded, *of_group(*members), work("2024-0109", TYPO))
    assert {two for _, two in pairs(ta, graded)} == {"2024-0109"}
