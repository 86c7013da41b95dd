"""A course with one small week, a class of three, and a way to grade it without a sandbox: its code is ours."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from autograder.model import Signed, Source, Submission
from autograder.store.store import Store
from autograder.workflows.grade import grade_works
from autograder.workflows.opening import open_week
from autograder.workflows.worth import week_version
from tests import weeks
from tests.helpers import InProcess, recording, write

NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)
DUE = datetime(2026, 3, 30, 18, tzinfo=timezone(timedelta(hours=9)))
SUMS = weeks.SOLUTION.replace("torch.mean((y - yhat) ** 2)", "torch.sum((y - yhat) ** 2)", 1)
CLIMBS = weeks.fit_with(("- lr *", "+ lr *"))
CLASS = {"2024-0001": weeks.SOLUTION, "2024-0002": SUMS, "2024-0003": CLIMBS}
ROSTER = "student_id,name\n2024-0001,김하나\n2024-0002,이두리\n2024-0003,박세나\n2024-0004,최넷\n"
CHECKS = "solutions/week01/checks/test_regression.py"


def course(folder):
    """The course's folder: a week with a deadline and a late rule, and the files of its class."""
    files = weeks.files()
    head = f"format = 1\ndue = {DUE.isoformat()}\n"
    toml = files["week.toml"].replace("format = 1\n", head) + "\n[late]\nper_day = 0.1\n"
    write(folder / "solutions" / "week01", files | {"week.toml": toml})
    write(folder / "in", {f"{student}/regression.py": source for student, source in CLASS.items()})
    write(folder, {"roster.csv": ROSTER})
    return folder


def work(student, source, received=DUE):
    digest = hashlib.sha256(source.encode()).hexdigest()
    return Submission(student, "week01", (Source("regression.py", (source,)),), digest, received)


def grade(folder, *works, where=None, now=NOW, **more):
    """What `grade` does, with the work recorded in this process."""
    with open_week("week01", folder) as (assignment, judge), Store(where or folder / "autograder.db") as store:

        def recorded(work):
            return replace(recording(assignment, work.sources[0].cells[0]), submission=work.digest)

        signed = Signed("ta", now)
        store.adopt(week_version(assignment, judge), signed)
        done = grade_works(judge, works, runner=InProcess(recorded), signed=signed, store=store, **more)
        return {final.student: final for _, final in done}


def of_class():
    return [work(student, source) for student, source in CLASS.items()]


def change(folder, before, after, path=CHECKS):
    """Edit a file of the week."""
    file = folder / path
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")
