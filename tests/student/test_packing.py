"""What is handed in: the week's code and nothing else, as the grader will read it, with a receipt that can be held against it."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from autograder.errors import SubmissionError, UsageError
from autograder.student import find_handout, pack, read_work, send
from autograder.student.packing import SubmitWarning, WarningKind
from autograder.student.sending import keep_receipt, keep_zip
from autograder.submissions import collect
from autograder.submissions.receipt import from_json, verify
from tests.student.handouts import DUE, NAMES, handed_out, worked

NOW = datetime(2022, 10, 5, tzinfo=UTC)
ALL = dict.fromkeys(NAMES, "return 1")


@pytest.fixture
def folder(tmp_path):
    return handed_out(tmp_path / "week98")


def names(packed):
    return zipfile.ZipFile(io.BytesIO(packed.zipped)).namelist()


def warnings(packed):
    return [one.kind for one in packed.warnings]


def in_notebook(folder, **changes):
    """The handout's notebook with something changed in it, cell by cell of code."""
    path = folder / "week98.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for number, cell in enumerate(cell for cell in notebook["cells"] if cell["cell_type"] == "code"):
        cell |= {name: change(number) for name, change in changes.items()}
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return read_work(find_handout(None, folder))


def test_only_code_is_packed(folder):
    (folder / "data").mkdir()
    (folder / "data" / "big.csv").write_text("x", encoding="utf-8")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "loops.pyc").write_bytes(b"x")
    assert names(pack(worked(folder, mean="return 1"), "20231234", NOW)) == ["loops.py"]


def test_an_own_file_beside_them_is_packed_too(folder):
    """It may be imported."""
    (folder / "mine.py").write_text("x = 1", encoding="utf-8")
    assert names(pack(worked(folder, mean="return 1"), "20231234", NOW)) == ["loops.py", "mine.py"]


def test_who_works_in_the_notebook_hands_in_the_notebook(folder):
    assert names(pack(in_notebook(folder, source=lambda _: "x = 1"), "20231234", NOW)) == ["week98.ipynb"]


def test_the_same_work_gives_the_same_bytes(folder):
    work = worked(folder, mean="return 1")
    first = pack(work, "20231234", NOW)
    assert pack(work, "20231234", NOW + timedelta(days=1)).zipped == first.zipped


@pytest.mark.parametrize("student", ["20231234", "kim", "김철수"])
def test_what_lies_in_the_inbox_is_graded_as_it_is(folder, tmp_path, student):
    packed = pack(worked(folder, mean="return 1"), student, NOW)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "20229999").mkdir()
    (tmp_path / "inbox" / "20229999" / "loops.py").write_text("def mean(values): return 2", encoding="utf-8")
    send(packed, str(tmp_path / "inbox"))
    found = collect([tmp_path / "inbox"], week="week98", exercises=find_handout(None, folder).exercises)
    assert {one.student: one.digest for one in found.submissions}[student] == packed.receipt.digest


def test_the_receipt_holds_for_what_lies_in_the_inbox(folder, tmp_path):
    packed = pack(worked(folder, mean="return 1"), "20231234", NOW)
    slip = keep_receipt(packed, folder)
    send(packed, str(tmp_path))
    found = collect([tmp_path / "20231234"], week="week98").submissions
    assert verify(from_json(slip.read_bytes()), found[0]).holds


def test_the_zip_stays_with_the_student(folder):
    packed = pack(worked(folder, mean="return 1"), "20231234", NOW)
    assert keep_zip(packed, folder).read_bytes() == packed.zipped


def test_a_second_submission_overwrites_neither_zip_nor_receipt(folder, tmp_path):
    zips = []
    for day, body in enumerate(("return 1", "return 2")):
        packed = pack(worked(folder, mean=body), "20231234", NOW + timedelta(days=day))
        keep_receipt(packed, folder)
        send(packed, str(tmp_path))
        zips.append(packed.zipped)
    found = sorted((tmp_path / "20231234").glob("*.zip"), key=lambda path: path.stem)
    assert [path.read_bytes() for path in found] == zips
    assert len(list((folder / "submitted").glob("*.receipt.json"))) == 2


@pytest.mark.parametrize("student", ["", " ", "../x", "a/b", ".x", "-x", "a\nb", "학번", "ID", "---"])
def test_what_cannot_be_a_folder_is_no_student_id(folder, student):
    with pytest.raises(UsageError, match="no student id"):
        pack(worked(folder, mean="return 1"), student, NOW)


def test_finished_work_on_time_worries_nobody(folder):
    assert pack(worked(folder, **ALL), "20231234", NOW).warnings == ()


def test_late_work_is_told_by_how_much(folder):
    packed = pack(worked(folder, **ALL), "20231234", DUE + timedelta(days=2, hours=3))
    assert packed.warnings == (SubmitWarning(WarningKind.LATE, detail="2 3"),)


def test_gaps_and_missing_functions_are_named(folder):
    work = worked(folder, **{name: "return 1" for name in NAMES if name not in ("fit", "gone")})
    text = (folder / "loops.py").read_text(encoding="utf-8").replace("def gone(", "def gonee(")
    packed = pack(worked(folder, text), "20231234", NOW)
    assert work.written
    assert packed.warnings == (
        SubmitWarning(WarningKind.MISSING, detail="gone"),
        SubmitWarning(WarningKind.GAPS, detail="fit"),
    )


def test_the_untouched_handout_is_empty(folder):
    assert warnings(pack(read_work(find_handout(None, folder)), "20231234", NOW)) == [WarningKind.EMPTY]


def test_a_line_that_is_no_python_is_told_with_its_place(folder):
    packed = pack(worked(folder, **(ALL | {"mean": "return ("})), "20231234", NOW)
    assert SubmitWarning(WarningKind.SYNTAX, "loops.py", "line 9") in packed.warnings


def test_another_students_file_is_left_out(folder):
    (folder / "20229999_loops.py").write_text("def mean(values): return 2", encoding="utf-8")
    packed = pack(worked(folder, **ALL), "20231234", NOW)
    assert (packed.files, packed.warnings) == (("loops.py",), (SubmitWarning(WarningKind.OTHERS, "20229999_loops.py"),))


def test_functions_written_twice_are_told(folder):
    (folder / "again.py").write_text("def mean(values): return 2", encoding="utf-8")
    assert warnings(pack(worked(folder, **ALL), "20231234", NOW)) == [WarningKind.TWICE]


def test_a_file_that_cannot_be_read_is_told_and_takes_nothing_with_it(folder):
    (folder / "empty.py").write_bytes(b"")
    assert (
        SubmitWarning(WarningKind.UNREAD, "empty.py", "empty") in pack(worked(folder, **ALL), "20231234", NOW).warnings
    )


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"execution_count": lambda _: None}, WarningKind.NEVER_RUN),
        ({"execution_count": lambda number: 99 - number}, WarningKind.OUT_OF_ORDER),
        (
            {"execution_count": lambda number: number, "outputs": lambda _: [{"output_type": "error"}]},
            WarningKind.ENDED_IN_ERROR,
        ),
    ],
)
def test_a_notebook_that_may_not_be_what_the_student_thinks_is_told(folder, changes, kind):
    packed = pack(in_notebook(folder, **changes), "20231234", NOW)
    assert kind in warnings(packed)


def test_a_folder_that_is_not_there_gets_nothing(folder, tmp_path):
    with pytest.raises(SubmissionError, match="nothing was copied"):
        send(pack(worked(folder, mean="return 1"), "20231234", NOW), str(tmp_path / "none"))


def test_an_address_of_another_kind_is_refused(folder):
    with pytest.raises(UsageError, match="ftp://"):
        send(pack(worked(folder, mean="return 1"), "20231234", NOW), "ftp://example.org/")


def test_handing_in_twice_keeps_both_and_the_later_counts(folder, tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    first = pack(worked(folder, mean="return 1"), "20231234", NOW)
    second = pack(worked(folder, mean="return 2"), "20231234", NOW + timedelta(minutes=1))
    places = [send(one, str(inbox)) for one in (first, first, second)]
    assert (len(set(places)), [len(list(inbox.rglob(ending))) for ending in ("*.zip", "*.receipt.json")]) == (2, [2, 2])
    assert [keep_zip(one, folder).read_bytes() for one in (first, second)] == [first.zipped, second.zipped]
    (found,) = collect([inbox], week="week98", exercises=find_handout(None, folder).exercises).submissions
    assert found.digest == second.submission.digest


def test_what_nobody_has_received_has_no_receipt(folder):
    packed = pack(worked(folder, mean="return 1"), "20231234", NOW)
    assert keep_receipt(packed, folder, received=False).name.endswith(".record.json")
    assert not list((folder / "submitted").glob("*.receipt.json"))


def test_two_receipts_of_one_second_are_two_files(folder):
    packed = [pack(worked(folder, mean=body), "20231234", NOW) for body in ("return 1", "return 2")]
    assert len({keep_receipt(one, folder) for one in packed}) == 2


def test_a_library_that_grading_lacks_is_told(folder):
    (folder / "plots.py").write_text("import torchvision\nimport seaborn, json, loops\n", encoding="utf-8")
    packed = pack(worked(folder, **ALL), "20231234", NOW)
    assert packed.warnings == (SubmitWarning(WarningKind.LIBRARY, "plots.py", "torchvision"),)


def test_a_library_that_the_week_promises_is_there(folder):
    """torchvision, where week.toml lists it; it goes into the handout's manifest."""
    manifest = folder / ".handout.json"
    promised = json.loads(manifest.read_text("utf-8")) | {"packages": ["torchvision"]}
    manifest.write_text(json.dumps(promised), "utf-8")
    (folder / "plots.py").write_text("import torchvision\n\n\ndef draw():\n    return 1\n", "utf-8")
    worked(folder, **ALL)
    assert WarningKind.LIBRARY not in warnings(pack(read_work(find_handout(None, folder)), "20231234", NOW))
