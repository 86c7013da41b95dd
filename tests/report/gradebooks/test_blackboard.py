"""The Korean Blackboard's own form: named .xls, but UTF-16 with a mark, tabs, every cell quoted, nine columns."""

from __future__ import annotations

import pytest

from autograder.errors import RecordError
from autograder.model import Outcome
from tests.report.builders import report, verdict
from tests.report.gradebooks.lms import out, rows

HEADER = ("이름", "id", "학과", "접속일자", "4주차 과제(23)", "교수메모", "메모포맷", "피드백", "피드백포맷")
LINES = (
    ("이서연", "202100001", "통계학과", "2026-09-29", "채점 필요", "", "", "", ""),
    ("박도윤", "202100002", "통계학과", "2026-09-29", "", "메모", "HTML", "", "HTML"),
)


def template(lines=LINES, header=HEADER) -> bytes:
    text = "\r\n".join("\t".join(f'"{cell}"' for cell in line) for line in (header, *lines))
    return f"\ufeff{text}\r\n".encode("utf-16-le")


def read(content: bytes) -> list[list[str]]:
    return rows(content, encoding="utf-16", delimiter="\t")


def test_the_bytes_are_utf_16_with_a_mark():
    assert out("blackboard-ko").startswith(b"\xff\xfe")


def test_every_cell_is_quoted():
    cells = out("blackboard-ko").decode("utf-16").split("\r\n")[0].split("\t")
    assert all(cell.startswith('"') and cell.endswith('"') for cell in cells)


def test_there_are_nine_columns():
    assert {len(line) for line in read(out("blackboard-ko"))} == {9}


def test_score_and_feedback_are_filled_in_their_columns(tmp_path):
    filled = read(out("blackboard-ko", template(), tmp_path, name="gc.xls"))
    assert [(line[4], line[7][:9]) for line in filled[1:]] == [("23", "23점 중 23점"), ("21", "23점 중 21점")]


def test_everything_else_stays_as_blackboard_had_it(tmp_path):
    filled = read(out("blackboard-ko", template(), tmp_path, name="gc.xls"))
    assert [tuple(line[:4] + line[5:7]) for line in filled] == [line[:4] + line[5:7] for line in (HEADER, *LINES)]


def test_what_was_written_can_be_filled_in_again(tmp_path):
    once = out("blackboard-ko", template(), tmp_path, name="gc.xls")
    assert out("blackboard-ko", once, tmp_path, name="gc.xls") == once


def test_what_waits_for_a_person_keeps_blackboards_own_word():
    ours = [report("202100001", verdict("mse.value", Outcome.UNGRADED))]
    assert read(out("blackboard-ko", reports=ours))[1][4] == "채점 필요"


def test_a_file_that_a_spreadsheet_has_saved_is_refused(tmp_path):
    with pytest.raises(
        RecordError, match=r"gc.xls, line 1: 4 columns instead of 9\. .* do not save it with a spreadsheet"
    ):
        out("blackboard-ko", template([line[:4] for line in LINES], HEADER[:4]), tmp_path, name="gc.xls")


def test_a_real_excel_file_is_refused(tmp_path):
    with pytest.raises(RecordError, match=r"gc\.xls"):
        out("blackboard-ko", b"PK\x03\x04\x14\x00\xff\xfe\x80", tmp_path, name="gc.xls")
