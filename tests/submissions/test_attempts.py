import os
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from autograder.errors import UsageError
from autograder.model import AttemptPolicy, Fate, Reason
from autograder.submissions import collect
from tests.submissions.received import (
    EXERCISES,
    GRID,
    MSE,
    collected,
    fates,
    notebook,
    one,
    place,
    roster,
    students,
    zipped,
)

ROSTER = roster("김민수", "이영희")
DUE = datetime(2024, 9, 13, 23, 59, tzinfo=ZoneInfo("Asia/Seoul"))


SUPERSEDED_BY_A_LATER_COPY = (Fate.SUPERSEDED, Reason.LATER_COPY)


def attempt(day: int, content: bytes | str, name: str = "tensors.py") -> dict[str, bytes | str]:
    """An attempt of one student in an nbgrader exchange, which says when it came."""
    return {f"inbound/20231000+week04+2024-09-{day:02} 12:00:00.000000 KST/{name}": content}


def cells(collection) -> list[str]:
    return [source.cells[0] for submission in collection.submissions for source in submission.sources]


def test_the_last_attempt_counts_and_the_others_are_listed(tmp_path):
    collection = collected(tmp_path, attempt(11, GRID) | attempt(12, MSE) | attempt(10, "x = 1"))
    assert cells(collection) == [MSE]
    assert [line.reason for line in collection.files] == [Reason.NEWER_ATTEMPT, Reason.NEWER_ATTEMPT, ""]


def test_a_superseded_line_names_what_counts_instead(tmp_path):
    collection = collected(tmp_path, attempt(11, GRID) | attempt(12, MSE))
    assert collection.files[0].detail == collection.files[1].path


def test_the_last_on_time_counts_where_that_is_the_rule(tmp_path):
    files = attempt(12, GRID) | attempt(13, MSE) | attempt(14, "x = 1")
    collection = collected(tmp_path, files, attempts=AttemptPolicy.LAST_ON_TIME, due=DUE)
    assert cells(collection) == [MSE]
    assert [line.reason for line in collection.files] == [Reason.NEWER_ATTEMPT, "", Reason.AFTER_DUE]


def test_a_late_attempt_counts_where_there_is_no_other(tmp_path):
    collection = collected(tmp_path, attempt(14, GRID) | attempt(15, MSE), attempts=AttemptPolicy.LAST_ON_TIME, due=DUE)
    assert cells(collection) == [MSE]
    assert collection.files[1].reason is Reason.NONE_ON_TIME


def test_on_time_needs_a_due_date(tmp_path):
    with pytest.raises(UsageError, match="due date"):
        collected(tmp_path, attempt(14, GRID), attempts=AttemptPolicy.LAST_ON_TIME)


def test_for_the_best_every_attempt_is_a_submission_oldest_first(tmp_path):
    collection = collected(tmp_path, attempt(12, MSE) | attempt(11, GRID), attempts=AttemptPolicy.BEST)
    assert cells(collection) == [GRID, MSE]
    assert set(fates(collection).values()) == {(Fate.TAKEN, Reason.SEVERAL_ATTEMPTS)}


def test_each_of_several_attempts_knows_that_the_others_gave_way_to_it(tmp_path):
    """So that whichever is best can be named, and what was left."""
    made = collected(tmp_path, attempt(12, MSE) | attempt(11, GRID), attempts=AttemptPolicy.BEST).submissions
    told = [[(line.fate, line.detail) for line in work.files] for work in made]
    first, second = (line.path for line in made[0].files)
    assert told == [[(Fate.TAKEN, ""), (Fate.SUPERSEDED, first)], [(Fate.SUPERSEDED, second), (Fate.TAKEN, "")]]


def test_the_same_work_twice_is_one_submission_even_for_the_best(tmp_path):
    collection = collected(tmp_path, attempt(12, GRID) | attempt(11, GRID), attempts=AttemptPolicy.BEST)
    assert len(collection.submissions) == 1


def test_a_broken_last_upload_does_not_take_the_one_before_it_along(tmp_path):
    collection = collected(tmp_path, attempt(11, notebook(GRID), "a.ipynb") | attempt(12, b'{"cells"', "a.ipynb"))
    assert cells(collection) == [GRID.rstrip("\n") + "\n"]
    assert [line.fate for line in collection.files] == [Fate.TAKEN, Fate.UNREADABLE]


def test_when_it_came_is_what_the_system_says(tmp_path):
    collection = collected(tmp_path, attempt(12, GRID))
    assert collection.submissions[0].received == datetime(2024, 9, 12, 3, tzinfo=UTC)


def test_a_files_own_time_is_no_evidence_of_lateness(tmp_path):
    assert collected(tmp_path, {"20231000.py": GRID}).submissions[0].received is None


def test_two_places_with_the_same_exercises_are_two_attempts(tmp_path):
    subs = place(tmp_path / "subs", {"20231000/tensors.py": GRID, "김민수(20231000).ipynb": notebook(GRID + "x = 1")})
    newer = datetime.now(UTC) + timedelta(hours=1)
    os.utime(subs / "20231000/tensors.py", (newer.timestamp(), newer.timestamp()))
    collection = collect([subs], week="week04", exercises=EXERCISES)
    assert students(collection) == {"20231000": ["tensors.py"]}
    assert one(collection, ".ipynb").reason is Reason.NEWER_FILE


def test_two_places_with_other_exercises_are_parts_of_one_submission(tmp_path):
    """One upload box an exercise: to call the first box superseded would lose half of the work."""
    collection = collected(tmp_path, {"tensors/20231000.py": GRID, "loss/20231000.py": MSE})
    assert sorted(cells(collection)) == [GRID, MSE]


def test_the_same_file_twice_is_taken_once(tmp_path):
    collection = collected(tmp_path, {"20231000/mse.py": MSE, "20231000/mse (1).py": MSE})
    assert students(collection) == {"20231000": ["mse.py"]}
    assert (one(collection, "(1).py").fate, one(collection, "(1).py").reason) == (Fate.SUPERSEDED, Reason.DUPLICATE)


@pytest.mark.parametrize("copy", ["mse (1).py", "mse-1.py", "mse - 복사본.py"])
def test_of_two_versions_in_one_place_the_newer_counts_under_its_real_name(tmp_path, copy):
    collection = collected(tmp_path, {"20231000/mse.py": MSE, f"20231000/{copy}": MSE + "x = 1\n"})
    assert [source.name for source in collection.submissions[0].sources] == ["mse.py"]
    assert "x = 1" in collection.submissions[0].sources[0].cells[0]
    assert (one(collection, "/mse.py").fate, one(collection, "/mse.py").reason) == SUPERSEDED_BY_A_LATER_COPY


def test_two_parts_of_one_work_are_no_versions_of_each_other(tmp_path):
    collection = collected(tmp_path, {"20231000/hw_1.py": GRID, "20231000/hw_2.py": MSE})
    assert students(collection) == {"20231000": ["hw_1.py", "hw_2.py"]}


def test_a_module_is_importable_by_its_real_name_whatever_a_system_hung_behind_it(tmp_path):
    files = {"ashann_11_922_tensors-1.py": GRID, "ashann_11_923_losses-2.py": MSE}
    assert students(collected(tmp_path, files)) == {"ashann_11": ["losses.py", "tensors.py"]}


def test_an_untouched_stub_comes_before_the_work_so_that_it_cannot_win(tmp_path):
    """The handout holds each stub twice, as .py and in a notebook; a student fills in one of them."""
    stub = notebook("def grid(start, stop, num):\n    raise NotImplementedError('step1')\n")
    collection = collected(tmp_path, {"20231000/tensors.py": GRID, "20231000/week04.ipynb": stub})
    assert students(collection) == {"20231000": ["week04.ipynb", "tensors.py"]}


def test_public_checks_that_came_back_are_not_work(tmp_path):
    files = {"20231000/tensors.py": GRID, "20231000/test_tensors.py": "def test_grid():\n    assert True\n"}
    collection = collected(tmp_path, files)
    assert (students(collection), one(collection, "test_tensors.py").reason) == (
        {"20231000": ["tensors.py"]},
        Reason.TEST_FILE,
    )


def test_work_in_a_file_called_test_is_work(tmp_path):
    assert students(collected(tmp_path, {"20231000/test_hw.py": GRID + "def test_it(): pass"})) == {
        "20231000": ["test_hw.py"]
    }


def test_the_same_work_has_the_same_digest_however_it_came(tmp_path):
    folder = collected(tmp_path / "a", {"20231000/tensors.py": GRID}).submissions[0]
    packed = collected(tmp_path / "b", {"20231000.zip": zipped({"tensors.py": GRID})}).submissions[0]
    canvas = collected(tmp_path / "c", {"김민수20231000_12_34_tensors.py": GRID}).submissions[0]
    assert folder.digest == packed.digest == canvas.digest


def test_other_work_has_another_digest(tmp_path):
    assert (
        collected(tmp_path / "a", {"1.py": GRID}).submissions[0].digest
        != collected(tmp_path / "b", {"1.py": MSE}).submissions[0].digest
    )


def test_a_file_named_as_a_library_is_taken_and_noted(tmp_path):
    assert one(collected(tmp_path, {"20231000/torch.py": GRID}), "torch.py").reason is Reason.SHADOWS_MODULE


def test_files_that_import_each_other_find_each_other_behind_a_number(tmp_path):
    """`from tensors import grid` must find 20231000_tensors.py, as it did on the student's own machine."""
    files = {"20231000_tensors.py": GRID, "20231000_loss.py": "from tensors import grid\n" + MSE}
    assert students(collected(tmp_path, files)) == {"20231000": ["20231000_loss.py", "tensors.py"]}


@pytest.mark.parametrize("suffix", [" (1)", "-1", " - 복사본", "_v2", " copy", "(2)", " - Copy", " 복사본 2"])
def test_of_two_copies_the_newest_counts_under_its_real_name(tmp_path, suffix):
    """Other files import `tensors`, whatever a system hung behind the second upload."""
    files = {"tensors.py": GRID, f"tensors{suffix}.py": GRID + "new = 1", "loss.py": "from tensors import grid\n" + MSE}
    folder = place(tmp_path / "subs" / "20231000", files)
    for at, name in enumerate(files):
        os.utime(folder / name, (1_700_000_000 + at * 3600,) * 2)
    made = collect([tmp_path / "subs"], week="week04", roster=ROSTER, exercises=EXERCISES).submissions[0]
    cells = {source.name: source.cells[0] for source in made.sources}
    assert (sorted(cells), "new = 1" in cells["tensors.py"]) == (["loss.py", "tensors.py"], True)


def test_of_two_copies_of_a_notebook_of_bare_loops_the_newest_counts(tmp_path):
    files = {"hw4.ipynb": notebook("x = 1", "old = 1"), "hw4 (1).ipynb": notebook("x = 1", "new = 1")}
    folder = place(tmp_path / "subs" / "20231000", files)
    for at, name in enumerate(files):
        os.utime(folder / name, (1_700_000_000 + at * 3600,) * 2)
    made = collect([tmp_path / "subs"], week="week04", roster=ROSTER, exercises=EXERCISES).submissions[0]
    assert [source.cells[-1] for source in made.sources] == ["new = 1"]


def test_of_two_archives_without_times_the_numbered_copy_counts(tmp_path):
    files = {"20231000.zip": zipped({"tensors.py": GRID}), "20231000 (1).zip": zipped({"tensors.py": GRID + "new = 1"})}
    made = collected(tmp_path, files, roster=ROSTER).submissions[0]
    assert "new = 1" in made.sources[0].cells[0]


def test_a_file_that_comes_anew_another_way_takes_no_other_file_back(tmp_path):
    """By mail, and settled: of what came before, the files that it does not do again still count."""
    files = {
        "20231000/tensors.py": GRID,
        "20231000/loss.py": "from help import x\n" + MSE,
        "20231000/help.py": "x = 1\n",
    }
    late = {"mail/fixed.py": GRID + "new = 1"}
    folder = place(tmp_path / "subs", files | late)
    for at, name in enumerate([*files, *late]):
        os.utime(folder / name, (1_700_000_000 + at * 3600,) * 2)
    found = collect(
        [folder], week="week04", roster=ROSTER, exercises=EXERCISES, settled={"subs/mail/fixed.py": "20231000"}
    )
    assert sorted(source.name for source in found.submissions[0].sources) == ["fixed.py", "help.py", "loss.py"]
    assert one(found, "tensors.py").fate is Fate.SUPERSEDED


@pytest.mark.parametrize(
    ("earlier", "later", "rule"),
    [
        ("제출.py", "제출_최종.py", Reason.LATER_COPY),
        ("제출.py", "최종제출.py", Reason.LATER_COPY),
        ("hw_old.py", "hw.py", Reason.LATER_COPY),
        ("hw.py", "final_hw.py", Reason.LATER_COPY),
        ("hw_v2.py", "hw_v3.py", Reason.LATER_COPY),
        ("tensors.py", "tensors_final.py", Reason.LATER_COPY),
        ("tensors_backup.py", "tensors.py", Reason.LATER_COPY),
        ("backup/tensors.py", "tensors.py", Reason.LATER_COPY),
        ("sub/tensors.py", "tensors.py", Reason.OUTER_FOLDER),
        ("zz.py", "tensors.py", Reason.AT_HOME),
        ("a.py", "b.py", Reason.LAST_BY_NAME),
    ],
)
def test_of_two_files_that_do_the_same_the_later_counts_and_the_rule_is_told(tmp_path, earlier, later, rule):
    made = collected(tmp_path, {f"20231000/{earlier}": GRID, f"20231000/{later}": GRID + "x = 1\n"})
    told = {line.path.removeprefix("subs/20231000/"): line for line in made.files}
    assert (told[earlier].reason, told[earlier].detail) == (rule, f"subs/20231000/{later}")
    assert told[later].fate is Fate.TAKEN
    assert rule is Reason.AT_HOME or "x = 1" in made.submissions[0].sources[-1].cells[0]


def test_what_counts_by_its_time_counts_whatever_it_is_called(tmp_path):
    folder = place(tmp_path / "subs" / "20231000", {"a.py": GRID + "x = 1\n", "b_final.py": GRID})
    for name, at in (("a.py", 1_700_003_600), ("b_final.py", 1_700_000_000)):
        os.utime(folder / name, (at, at))
    made = collect([tmp_path / "subs"], week="week04", exercises=EXERCISES)
    assert (one(made, "b_final.py").reason, one(made, "/a.py").reason) == (Reason.NEWER_FILE, Reason.SAME_EXERCISES)
    assert made.submissions[0].sources[-1].name == "a.py"


@pytest.mark.parametrize("policy", [AttemptPolicy.BEST, AttemptPolicy.LAST_ON_TIME, AttemptPolicy.LAST])
def test_an_attempt_with_another_week_s_work_says_so_by_whichever_policy(tmp_path, policy):
    """Or its checks would be zeros. Every attempt knows what the others are."""
    other = "def bce(y, yhat):\n    return 1\n"
    elsewhere = {"week05": frozenset({"bce"})}
    files = attempt(14, other, "hw.py") | attempt(15, f"{other}# again", "hw.py")
    made = collected(tmp_path, files, attempts=policy, due=DUE, elsewhere=elsewhere)
    for work in made.submissions:
        (own,) = (line for line in work.files if line.fate is Fate.TAKEN)
        assert (own.reason, own.detail) == (Reason.OTHER_WEEK, "week05")
        assert {line.detail for line in work.files if line.fate is Fate.SUPERSEDED} == {own.path}


def test_of_the_best_attempts_one_with_a_spoilt_line_gives_way_as_the_others_do(tmp_path):
    files = attempt(11, GRID) | attempt(12, f"{MSE}def (:\n")
    first, second = collected(tmp_path, files, attempts=AttemptPolicy.BEST).submissions
    told = [{(line.fate, line.reason) for line in work.files} for work in (first, second)]
    gave_way = (Fate.SUPERSEDED, Reason.SEVERAL_ATTEMPTS)
    assert told == [{(Fate.TAKEN, Reason.SEVERAL_ATTEMPTS), gave_way}, {gave_way, (Fate.TAKEN, Reason.SYNTAX_ERROR)}]
