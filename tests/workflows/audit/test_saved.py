"""release need not try again what was tried of just this week."""

from __future__ import annotations

import pytest

from autograder.assignment import read
from autograder.workflows.audit import SavedAudit, save_audit, saved_audit

pytestmark = pytest.mark.slow


@pytest.fixture
def week(measured, copied):
    save_audit(read(copied), measured[1])
    return copied


def test_an_audit_is_found_again(measured, week):
    again = saved_audit(read(week))
    assert again == SavedAudit(len(measured[1].trials), (), by_this_kit=True, points={"bce": 2.0, "slide": 2.0})


def test_an_audit_by_another_kit_says_so(week):
    path = week / "audit.json"
    path.write_text(path.read_text("utf-8").replace('"kit": "', '"kit": "0'), "utf-8")
    assert not saved_audit(read(week)).by_this_kit


def test_without_an_audit_there_is_nothing(copied):
    assert saved_audit(read(copied)) is None


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("losses.py", "한 걸음", "두 걸음"),
        ("checks/test_losses.py", "이동", "움직임"),
        ("tolerances.json", '"native": ', '"native": 1'),
        ("survivors.toml", "graded, not", "judged, not"),
    ],
)
def test_an_audit_of_another_week_is_none(week, path, before, after):
    text = (week / path).read_text("utf-8")
    assert before in text
    (week / path).write_text(text.replace(before, after), "utf-8")
    assert saved_audit(read(week)) is None


def test_what_is_no_audit_is_none(copied):
    (copied / "audit.json").write_text("[]", "utf-8")
    assert saved_audit(read(copied)) is None
