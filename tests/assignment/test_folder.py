"""A week's folder, read. Whatever is wrong in it is said where it is, with what was expected."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from autograder.assignment import read
from autograder.errors import InstructorError
from autograder.model import LatePolicy, PictureKind, Step
from tests.weeks import (
    BY_HAND,
    BY_HAND_DIFFERENT,
    BY_HAND_FILES,
    BY_HAND_MISTAKE,
    BY_HAND_PROBES,
    BY_HAND_TOML,
    by_hand,
)


@pytest.fixture
def week(tmp_path):
    return read(by_hand(tmp_path))


def complaint(tmp_path, files):
    with pytest.raises(InstructorError) as caught:
        read(by_hand(tmp_path, files))
    return str(caught.value)


def test_every_public_function_is_an_exercise(week):
    assert [(each.name, each.module) for each in week.exercises] == [("mse", "by_hand"), ("update", "by_hand")]


def test_text_is_split_by_language(week):
    assert week.exercises[0].text == {"ko": "잔차제곱의 평균.", "en": "The mean of the squared residuals."}


def test_probes_come_in_the_order_of_exercises(week):
    assert [probe.id for probe in week.probes] == ["mse/lecture", "mse/other", "update/lecture"]


def test_a_leaf_requires_grad(week):
    assert week.probes[2].inputs["What"].graph


def test_lists_are_kept_by_content(week):
    assert [item.type for item in week.probes[1].inputs["y"].items] == ["float"]


def test_probes_may_be_recorded_natively_only(week):
    assert [probe.shadow for probe in week.probes] == [True, False, True]


def test_a_mistake_has_its_step_and_hint(week):
    mistake = week.mistakes[0]
    assert (mistake.name, mistake.exercise, mistake.step) == ("mse__sums", "mse", Step.LOSS)
    assert mistake.hint == {"ko": "합을 구했습니다.", "en": "You took the sum."}


def test_other_right_answers_are_variants(week):
    assert [(each.name, each.module) for each in week.variants] == [("mse__own_mean", "by_hand")]


def test_public_checks_drivers_and_data_come_along(week):
    assert (list(week.public), list(week.drivers), week.data) == (
        ["test_by_hand.py"],
        ["drivers"],
        {"regression.csv": b"x,y\n1,2\n"},
    )


def test_dates_have_an_offset(week):
    assert week.due == datetime(2022, 10, 5, 14, 59, tzinfo=UTC)


def test_a_week_has_the_zone_it_names_and_else_the_courses(tmp_path, week):
    assert week.zone == "Asia/Seoul"
    assert (
        read(by_hand(tmp_path / "other", {"week.toml": 'zone = "Europe/Berlin"\n' + BY_HAND_TOML})).zone
        == "Europe/Berlin"
    )


def test_policy_comes_from_week_toml(week):
    assert week.late == LatePolicy(per_day=0.1, zone="Asia/Seoul")


def test_the_digest_does_not_depend_on_the_place(tmp_path):
    assert read(by_hand(tmp_path / "a")).digest == read(by_hand(tmp_path / "b")).digest


@pytest.mark.parametrize("name", [name for name in BY_HAND_FILES if name.endswith((".py", ".csv"))])
def test_the_digest_is_over_everything(tmp_path, name):
    changed = by_hand(tmp_path / "b", {name: BY_HAND_FILES[name] + "\n"})
    assert read(by_hand(tmp_path / "a")).digest != read(changed).digest


def test_files_in_week_toml_give_the_order(tmp_path):
    two = {
        "another.py": "def first():\n    '''첫째.\n\n    First.\n    '''\n",
        "week.toml": 'files = ["by_hand.py", "another.py"]\n' + BY_HAND_TOML,
    }
    assert list(read(by_hand(tmp_path, two)).sources) == ["by_hand", "another"]


def test_probes_and_drivers_may_be_folders(tmp_path):
    """Files that begin with _ are shared by the others, and are fresh for every week."""
    files = {
        "probes.py": None,
        "drivers.py": None,
        "probes/_shared.py": "Y = [1.0]\n",
        "probes/by_hand.py": "from _shared import Y\n" + BY_HAND_PROBES,
        "drivers/by_hand.py": BY_HAND_FILES["drivers.py"],
    }
    week = read(by_hand(tmp_path, files))
    assert (len(week.probes), list(week.drivers)) == (3, ["by_hand"])
    assert read(by_hand(tmp_path / "next", files | {"probes/_shared.py": "Z = Y = []\n"}))
    assert not list(tmp_path.rglob("__pycache__"))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("format = 1", "format = 2", "format is 2; expected 1"),
        ("per_day = 0.1", "per_day = 'ten'", "late.per_day is 'ten'; expected a number"),
        ("[late]", "[bucket]\nlooks = -5\n[late]", "bucket.looks is -5; expected more than 0"),
        ("[late]", "[bucket]\nlooks = 1.5\n[late]", "bucket.looks is 1.5; expected a whole number"),
        ("format = 1", "format = 1\nlooks = 3", "packages, pictures. Write it below [bucket]"),
        ("per_day = 0.1", "per_day = 10", "late.per_day is 10.0; expected a share of the points from 0 to 1"),
        ("per_day = 0.1", "per_dya = 0.1", "late.per_dya is not a key of a week; known are grace_minutes, per_day"),
        ("[late]", "[latte]", "latte is not a key of a week"),
        ("23:59:00+09:00", "23:59:00", "due is 2022-10-05T23:59:00; expected an offset too"),
        ("2022-10-05T23:59:00+09:00", "'soon'", "due is 'soon'; invalid RFC3339"),
        ("2022-10-05", "2021-10-05", "expected a time after release"),
        ('en = "By hand"', "", "title has no 'en'"),
        ("regression.csv", "regresion.csv", "data names 'regresion.csv'"),
        ("regression.csv", "../x.csv", "data names '../x.csv'"),
        (
            "format = 1",
            "format = 1\nfiles = ['a.py']",
            "files is ['a.py']; expected the folder's solution files, ['by_hand.py']",
        ),
        ("format = 1", "format = 1\nzone = 'KST+9'", "zone is 'KST+9'; expected the name of a time zone"),
        ("format = 1", "format =", "week.toml is not TOML"),
        ("[late]", "[limits]\nwall_seconds = 0\n[late]", "limits.wall_seconds is 0.0; expected more than 0"),
    ],
)
def test_week_toml_is_parsed_at_the_edge(tmp_path, old, new, words):
    """A typing error would otherwise go unnoticed until a class is graded."""
    message = complaint(tmp_path, {"week.toml": BY_HAND_TOML.replace(old, new)})
    assert words in message
    assert "week.toml" in message


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"week.toml": None}, "has no week.toml"),
        ({"by_hand.py": BY_HAND.replace("    Moves What.\n", "")}, "update has no text in en"),
        ({"by_hand.py": "def f(:\n"}, "by_hand.py, line 1"),
        ({"by_hand.py": "async def later(): ...\n"}, "later is an async def"),
        ({"by_hand.py": BY_HAND.replace("def update", "def mse")}, "mse is defined twice"),
        ({"probes.py": "PROBES = 3"}, "PROBES is int"),
        ({"probes.py": "1/0"}, "ZeroDivisionError"),
        ({"probes.py": BY_HAND_PROBES.replace('"update"', '"updaet"')}, "updaet/lecture"),
        ({"probes.py": BY_HAND_PROBES.replace('"other"', '"lecture"')}, "mse/lecture"),
        ({"probes.py": BY_HAND_PROBES.replace("[2.5]", "[object()]")}, "probe mse/other: yhat is <object"),
        ({"probes.py": BY_HAND_PROBES.replace("[2.5]", "'x' * 1000")}, "probe mse/other: yhat"),
        ({"drivers.py": "def updaet(work): ...\n"}, "updaet drives no exercise"),
        ({"drives.py": "def update(work): ...\n"}, "drives.py is called drivers.py now"),
        ({"mistakes/by_hand.py": BY_HAND_MISTAKE.replace("step: loss", "step: los")}, "step is 'los'; expected one of"),
        ({"mistakes/by_hand.py": BY_HAND_MISTAKE.replace("You took the sum.", "")}, "has no text in en"),
        ({"mistakes/by_hand.py": BY_HAND_MISTAKE.replace("def mse", "def mes")}, "defines mes; expected mse"),
        ({"mistakes/by_hand.py": BY_HAND_MISTAKE.replace("mse__", "mes__")}, "is about no exercise"),
        ({"mistakes/other.py": BY_HAND_MISTAKE}, "is about no exercise"),
        (
            {
                "drivers.py": None,
                "by_hand.py": BY_HAND.replace("(What, lr=1/10)", "(What, lr=1/10, epochs=1)"),
                "probes.py": BY_HAND_PROBES.replace("10.0]])", "10.0]]), epochs=3"),
            },
            "gives What, epochs, in which epochs is argument 2; update(What, lr, epochs) has it as 3",
        ),
        ({"right/by_hand.py": "# %% mse__new\n\ndef mse(:"}, "by_hand.py, line 3"),
        ({"mistakes/by_hand/mse__sums.py": BY_HAND_MISTAKE}, "lies too deep"),
        ({"mistakes/by_hand.py": BY_HAND_MISTAKE.replace('"""', "")}, "has no hint"),
        (
            {"mistakes/by_hand.py": BY_HAND_DIFFERENT.replace("-    return", "-    yield")},
            "stands 0 times, not once: yield",
        ),
    ],
)
def test_what_is_wrong_in_a_week_is_named(tmp_path, files, words):
    assert words in complaint(tmp_path, files)


def test_a_cell_of_changed_lines_is_the_solutions_function_with_these(tmp_path):
    """Most mistakes are one line: that line is all there is to write."""
    (mistake,) = read(by_hand(tmp_path, {"mistakes/by_hand.py": BY_HAND_DIFFERENT})).mistakes
    assert mistake.source == "def mse(y, yhat):\n    # step2: loss\n    return torch.sum((y - yhat) ** 2)\n"


def test_a_line_that_stands_twice_is_changed_where_the_cell_has_it_twice(tmp_path):
    """Places are those of the solution as it stands, not of what an earlier change made of it."""
    twice = BY_HAND.replace(
        "    return torch.mean((y - yhat) ** 2)\n", "    y = y + 1\n    yhat = yhat + 1\n    y = y + 1\n    return y\n"
    )
    cell = (
        BY_HAND_DIFFERENT.partition("-    ")[0]
        + "-    y = y + 1\n+    yhat = yhat + 1\n\n-    yhat = yhat + 1\n+    y = y * 2\n\n-    y = y + 1\n+    y = y + 3\n"
    )
    (mistake,) = read(by_hand(tmp_path, {"by_hand.py": twice, "mistakes/by_hand.py": cell})).mistakes
    assert mistake.source.partition("loss\n")[2] == "    yhat = yhat + 1\n    y = y * 2\n    y = y + 3\n    return y\n"


def test_a_hint_is_written_once_for_mistakes_of_the_same_words(tmp_path):
    shared = BY_HAND_DIFFERENT + "\n# %% update__sums\n-    return What\n"
    found = read(by_hand(tmp_path, {"mistakes/by_hand.py": shared})).mistakes
    assert {mistake.hint["en"] for mistake in found} == {"You took the sum."}
    assert [mistake.where for mistake in found] == ["mistakes/by_hand.py, line 1", "mistakes/by_hand.py, line 10"]


def test_packages_are_libraries_that_can_be_let_in(tmp_path):
    assert read(by_hand(tmp_path / "one", {"week.toml": 'packages = ["torchvision"]\n' + BY_HAND_TOML})).packages == (
        "torchvision",
    )
    assert "packages has 'os'" in complaint(tmp_path / "other", {"week.toml": 'packages = ["os"]\n' + BY_HAND_TOML})


def test_a_week_says_which_picture_an_exercise_has_and_of_nothing_else(tmp_path):
    toml = BY_HAND_TOML + '\n[pictures]\nmse = "samples"\n'
    assert read(by_hand(tmp_path, {**BY_HAND_FILES, "week.toml": toml})).pictures == {"mse": PictureKind.SAMPLES}
    said = complaint(tmp_path / "other", {**BY_HAND_FILES, "week.toml": toml.replace("mse = ", "mae = ")})
    assert "pictures has 'mae'; expected one of mse, update." in said
