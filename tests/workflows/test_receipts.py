"""Receipts are files of every student, whatever an id is made of."""

from __future__ import annotations

import pytest

from autograder.model import Check, Step
from autograder.store.store import Store
from autograder.submissions.receipt import from_json
from autograder.workflows.receipts import write_receipts
from tests.store.builders import TA, report, week_version


@pytest.mark.parametrize("student", ["2024-0001", "😀" * 64, "한" * 64, "CON"])
def test_an_id_that_no_disk_takes_as_a_name_still_gets_its_receipt(tmp_path, student):
    with Store(tmp_path / "autograder.db") as store:
        store.adopt(week_version(Check("mse.averages", "mse", 2.0, "mse/lecture", {}, Step.LOSS)), TA)
        store.save(report(student), TA)
    written = write_receipts("week04", out=tmp_path / "out", course=tmp_path, store=str(tmp_path / "autograder.db"))
    assert [from_json(path.read_bytes()).student for path in (tmp_path / "out").iterdir()] == [student] == [*written]
