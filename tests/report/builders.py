"""A small week and classes of any size, with every kind of verdict in them: what the tests and the samples are made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from autograder.model import (
    Assignment,
    Check,
    Column,
    Difference,
    Ending,
    Exercise,
    Fate,
    Fault,
    Grade,
    Kind,
    Mark,
    Mistake,
    Outcome,
    Probe,
    Provenance,
    Received,
    Recording,
    Source,
    Status,
    Step,
    Student,
    Submission,
    Tape,
    Value,
    Verdict,
)

LOOP_STEPS = {
    "step1_yhat": (
        Step.YHAT,
        "각 epoch의 yhat은 X와 What의 곱이어야 합니다.",
        "In every epoch yhat is the product of X and What.",
    ),
    "step2_loss": (
        Step.LOSS,
        "각 epoch의 loss는 잔차 제곱의 평균이어야 합니다.",
        "In every epoch the loss is the mean of the squared residuals.",
    ),
    "step3_gradient": (
        Step.BACKWARD,
        "미분값은 그 epoch의 loss에서만 나와야 합니다.",
        "The gradient comes from this epoch's loss alone.",
    ),
    "step4_update": (
        Step.UPDATE,
        "미분값에 lr을 곱해 What에서 뺍니다.",
        "The gradient times lr is subtracted from What.",
    ),
    "epochs": (Step.SETUP, "30번의 epoch을 실행해야 합니다.", "The loop runs for thirty epochs."),
}
EXERCISES = (
    Exercise(
        "design_matrix",
        "regression_by_hand",
        {"ko": "x 옆에 1로 된 열을 붙여 X (n×2)를 만드세요.", "en": "Put a column of ones beside x: X (n×2)."},
    ),
    Exercise(
        "mse",
        "regression_by_hand",
        {
            "ko": "잔차 제곱의 평균을 구하세요.\n\nstep2에 해당합니다.",
            "en": "Return the mean of the squared residuals.\n\nThis is step 2.",
        },
    ),
    Exercise(
        "update",
        "regression_by_hand",
        {"ko": "What을 제자리에서 고치고 미분값을 비우세요.", "en": "Change What in place and clear its gradient."},
    ),
    Exercise(
        "fit_mse",
        "regression_by_hand",
        {"ko": "네 단계를 30번 반복하세요.", "en": "Repeat the four steps thirty times."},
    ),
    Exercise("get_line", "linear_layer", {"ko": "net에서 (w0, w1)을 읽어 내세요.", "en": "Read (w0, w1) out of net."}),
    Exercise("sigmoid", "logistic", {"ko": "exp(u) / (1 + exp(u))", "en": "exp(u) / (1 + exp(u))"}),
    Exercise("fit_logistic_bce", "logistic", {"ko": "BCE로 6000번 학습하세요.", "en": "Fit by BCE for 6000 epochs."}),
)
MISTAKES = (
    Mistake(
        "mse__sums_instead_of_averaging",
        "mse",
        "regression_by_hand",
        Step.LOSS,
        "",
        {
            "ko": "제곱의 합을 구했습니다. 데이터의 수가 달라지면 값이 어떻게 되는지 생각해 보세요.",
            "en": "You summed the squares. Think about what happens to the value when there are more data.",
        },
    ),
    Mistake(
        "fit_mse__never_clears_the_gradient",
        "fit_mse",
        "regression_by_hand",
        Step.BACKWARD,
        "",
        {
            "ko": "미분값을 비우지 않아서 지난 epoch의 미분값이 계속 더해집니다. backward를 부르기 전에 무엇이 남아 있는지 보세요.",
            "en": "The gradient is never cleared, so those of earlier epochs keep adding up. Look at what is left before backward is called.",
        },
    ),
)


def check(
    name: str,
    exercise: str,
    points: float = 1.0,
    *,
    step: Step = Step.SETUP,
    ko: str = "",
    en: str = "",
    probe: str = "",
) -> Check:
    return Check(
        name,
        exercise,
        points,
        probe or f"{exercise}/lecture",
        {"ko": ko or "값이 맞아야 합니다.", "en": en or "The value is right."},
        step,
    )


def assignment(**changes) -> Assignment:
    loops = [
        check(f"{exercise}.{name}", exercise, 2.0 if step is Step.BACKWARD else 1.0, step=step, ko=ko, en=en)
        for exercise in ("fit_mse", "fit_logistic_bce")
        for name, (step, ko, en) in LOOP_STEPS.items()
    ]
    single = [check(f"{each.name}.value", each.name, 2.0) for each in EXERCISES if not each.name.startswith("fit_")]
    shape = check(
        "mse.other_n", "mse", 1.0, ko="데이터의 수가 달라도 맞아야 합니다.", en="It works for any number of data."
    )
    fields: dict[str, Any] = {
        "week": "week04",
        "title": {"ko": "회귀와 로지스틱", "en": "Regression and logistic regression"},
        "folder": Path("solutions/week04"),
        "sources": {},
        "exercises": EXERCISES,
        "probes": tuple(probe(name) for name in ("fit_mse", "fit_logistic_bce")),
        "checks": (*single, shape, *loops),
        "mistakes": MISTAKES,
        "digest": "sha256:" + "c0ffee" * 10,
    }
    return Assignment(**{**fields, **changes})


# ------------------------------------------------------------------ tapes


def value(array, dtype: str = "float32") -> Value:
    array = np.asarray(array, dtype=dtype)
    return Value("Tensor", dtype, array.shape, array.astype(array.dtype.newbyteorder("<")).tobytes())


def data(exercise: str) -> tuple[np.ndarray, np.ndarray]:
    """X (100, 2) and y (100, 1) of the lecture's kind."""
    draws = np.random.RandomState(7)
    x = np.sort(draws.randn(100))
    y = 2.5 + 4 * x + 0.5 * draws.randn(100)
    if exercise == "fit_logistic_bce":
        y = (draws.rand(100) < 1 / (1 + np.exp(1 - 5 * x))).astype(float)
    return np.stack([np.ones(100), x], axis=1), y[:, None]


def probe(exercise: str) -> Probe:
    x, y = data(exercise)
    return Probe(exercise, "lecture", {"X": value(x), "y": value(y), "What": value([[-5.0], [10.0]])})


def tape(
    exercise: str = "fit_mse",
    *,
    lr: float = 0.1,
    epochs: int = 30,
    clears: bool = True,
    start=(-5.0, 10.0),
    ending: Ending = Ending.FINISHED,
) -> Tape:
    """The four steps in numpy, as a tape."""
    x, y = data(exercise)
    what, kept = np.array(start, dtype=float)[:, None], np.zeros((2, 1))
    rows: dict[str, list[np.ndarray]] = {"loss": [], "before.What": [], "after.What": [], "gradient.What": []}
    for _ in range(epochs):
        rows["before.What"].append(what)
        u = x @ what
        if exercise == "fit_logistic_bce":
            loss, gradient = np.mean(np.logaddexp(0, u) - y * u), x.T @ (1 / (1 + np.exp(-u)) - y) / len(y)
        else:
            loss, gradient = np.mean((y - u) ** 2), -2 * x.T @ (y - u) / len(y)
        kept = gradient if clears else kept + gradient
        what = what - lr * kept
        for name, row in (("loss", loss), ("gradient.What", kept), ("after.What", what)):
            rows[name].append(np.asarray(row))
    columns = tuple(Column(name, tuple(range(epochs)), value(np.stack(stack))) for name, stack in rows.items())
    return Tape(f"{exercise}/lecture", ending, epochs=epochs, columns=columns)


RIGHT = {
    "fit_mse/lecture": tape(),
    "fit_logistic_bce/lecture": tape("fit_logistic_bce", epochs=600, start=(-1.0, 1.0)),
}


# ------------------------------------------------------------------ reports


def verdict(
    name: str = "mse.value", outcome: Outcome = Outcome.FAILED, difference: Difference | None = None, **more
) -> Verdict:
    return Verdict(name, outcome, difference, **more)


def failed(
    name: str, kind: Kind = Kind.VALUE, quantity: str = "returned", *, mistakes=(), carried=(), **parts
) -> Verdict:
    return Verdict(name, Outcome.FAILED, Difference(kind, quantity, **parts), mistakes=mistakes, carried=carried)


def provenance(**changes) -> Provenance:
    fields: dict[str, Any] = {
        "submission": "sha256:" + "ab12" * 16,
        "week": "sha256:" + "c0ffee" * 10,
        "kit": "0.1.0",
        "torch": "2.13.0",
        "isolation": "full",
    }
    return Provenance(**{**fields, **changes})


def report(
    student: str = "202112345",
    *wrong: Verdict,
    week: Assignment | None = None,
    status: Status | None = None,
    tapes=None,
    printed: str = "",
    faults=(),
    files=(),
    sources=(),
    isolation: str = "full",
) -> Grade:
    """Everything right but for `wrong`."""
    week = week or assignment()
    found = {each.check: each for each in wrong}
    marks = tuple(_mark(each, found.get(each.name)) for each in week.checks)
    ours = any(mark.verdict.outcome is Outcome.UNGRADED for mark in marks)
    taken = files or (Received(f"{student}/regression_by_hand.py", Fate.TAKEN, student),)
    return Grade(
        student=student,
        week=week.week,
        status=status or (Status.UNGRADED if ours else Status.GRADED),
        marks=() if status is Status.MISSING else marks,
        provenance=provenance(isolation=isolation),
        submission=Submission(student, week.week, sources, "sha256:" + "ab12" * 16, files=taken),
        recording=Recording("ab12", tuple(RIGHT.values()) if tapes is None else tapes, faults=faults, printed=printed),
    )


def _mark(each: Check, found: Verdict | None) -> Mark:
    given = found or Verdict(each.name, Outcome.PASSED)
    full = given.outcome is Outcome.PASSED or bool(given.carried)
    return Mark(given, each.points if full else 0.0, each.points, reason="carried" if given.carried else "")


def many_wrongs(student: str = "202155667") -> Grade:
    """One student with one of everything."""
    return report(
        student,
        failed("mse.value", got="12345.6", expected="123.456", mistakes=("mse__sums_instead_of_averaging",)),
        failed("mse.other_n", Kind.SHAPE, got="(37, 37)", expected="()"),
        failed(
            "update.value",
            Kind.RAISED,
            "",
            note="RuntimeError: a leaf Variable that requires grad is being used in an in-place operation.",
            file="regression_by_hand.py",
            line=3,
        ),
        failed(
            "fit_mse.step3_gradient",
            quantity="gradient.What",
            epoch=1,
            index=(0, 0),
            got="-25.0913",
            expected="-11.6688",
            mistakes=("fit_mse__never_clears_the_gradient",),
        ),
        verdict("fit_mse.step4_update", Outcome.BLOCKED, waits_for=("fit_mse.step3_gradient",)),
        failed("get_line.value", Kind.TYPE, got="str", expected="float"),
        verdict("sigmoid.value", Outcome.UNGRADED),
        failed("fit_logistic_bce.epochs", Kind.EPOCHS, "", got="599", expected="600"),
        tapes=(tape(clears=False), tape("fit_logistic_bce", epochs=599, start=(-1.0, 1.0))),
        printed="epoch 0 loss 77.1\n<script>alert('printed')</script>\x1b[31mred\x1b[0m\n" * 3,
        faults=(Fault("NameError", "name 'trch' is not defined", "regression_by_hand.py", 12),),
        sources=(
            Source(
                "regression_by_hand.py",
                ("import torch\n\nWhat -= lr * What.grad\n",),
                aside=("%matplotlib inline", "!pip install torch"),
            ),
        ),
        files=(
            Received(f"{student}/regression_by_hand.py", Fate.TAKEN, student, "syntax_error", "line 40"),
            Received(f"{student}/old/regression_by_hand.py", Fate.SUPERSEDED, student, "newer_attempt"),
            Received(f"{student}/.DS_Store", Fate.IGNORED, student, "debris"),
        ),
    )


NAMES = (
    "김민준",
    "이서연",
    "박도윤",
    "최하은",
    "정시우",
    "강지유",
    "조예준",
    "윤서아",
    "장주원",
    "임채원",
    "Ada Lovelace",
    "أحمد علي",
)


def roster(count: int) -> tuple[Student, ...]:
    return tuple(
        Student(f"2021{number:05d}", NAMES[number % len(NAMES)], f"s{number}@example.ac.kr")
        for number in range(1, count + 1)
    )


def classroom(count: int) -> tuple[Grade, ...]:
    """A class with all sorts in it; the same for the same count."""
    kinds = (
        (),
        (failed("mse.value", got="12345.6", expected="123.456", mistakes=("mse__sums_instead_of_averaging",)),),
        (),
        (
            failed(
                "fit_mse.step3_gradient",
                quantity="gradient.What",
                epoch=1,
                index=(0, 0),
                got="-25.09",
                expected="-11.67",
                mistakes=("fit_mse__never_clears_the_gradient",),
            ),
            failed("sigmoid.value", Kind.NOT_FINITE, index=(3,), got="nan", expected="1"),
        ),
        tuple(
            failed(each.name, Kind.NOT_STARTED, "")
            for each in assignment().checks
            if each.exercise in {"sigmoid", "fit_logistic_bce", "get_line"}
        ),
        (failed("fit_mse.step4_update", quantity="after.What", epoch=0, got="-3.6", expected="-3.7"),),
        tuple(failed(each.name, Kind.MISSING, "") for each in assignment().checks if each.exercise != "mse"),
    )
    tapes = {
        3: (tape(clears=False), RIGHT["fit_logistic_bce/lecture"]),
        5: (tape(lr=0.11), RIGHT["fit_logistic_bce/lecture"]),
    }
    return tuple(
        _one(number, student.id, kinds[number % len(kinds)], tapes.get(number % len(kinds)))
        for number, student in enumerate(roster(count))
    )


def _one(number: int, student: str, wrong, tapes) -> Grade:
    if number % 29 == 28:
        return report(student, status=Status.MISSING, tapes=())
    if number % 97 == 13:
        return report(student, verdict("fit_mse.epochs", Outcome.UNGRADED), tapes=tapes)
    return report(student, *wrong, tapes=tapes)


def files(reports) -> tuple[Received, ...]:
    taken = tuple(file for each in reports if each.submission for file in each.submission.files)
    odd = (
        Received(
            "upload.zip!/김민준(2021).ipynb", Fate.UNMATCHED, "", "ambiguous", "202100001, 202100012", "202100001"
        ),
        Received("upload.zip!/notes.docx", Fate.IGNORED, "", "not_code"),
        Received("202100003/hw.ipynb", Fate.UNREADABLE, "202100003", "truncated", "line 812"),
    )
    return (*taken, *odd) if reports else ()
