"""Every file received has a line; a person can read it and so can a script."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from autograder.model import Fate, Received
from autograder.report.grades import reconciliation_csv


def rows(*files: Received) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(reconciliation_csv(files).decode("utf-8-sig"), newline="")))


def test_every_file_has_a_line_by_path():
    files = (Received("b.py", Fate.TAKEN, "2"), Received("a.py", Fate.IGNORED, reason="not_code"))
    assert [row["path"] for row in rows(*files)] == ["a.py", "b.py"]


def test_codes_stand_beside_words_in_both_languages():
    row = rows(Received("x.ipynb", Fate.UNREADABLE, "1", "truncated", "line 8"))[0]
    assert (row["reason"], row["ko"], row["en"]) == (
        "truncated",
        "읽을 수 없음: 노트북이 중간에서 끊김",
        "cannot be read: the notebook stops in the middle",
    )


def test_an_unmatched_file_says_whose_it_may_be():
    assert rows(Received("x.py", Fate.UNMATCHED, reason="ambiguous", likely="202100001"))[0]["likely"] == "202100001"


@given(st.lists(st.text(min_size=1)))
def test_no_name_of_a_file_breaks_a_line_out_of_the_table(paths):
    assert len(rows(*(Received(path, Fate.TAKEN) for path in paths))) == len(paths)
