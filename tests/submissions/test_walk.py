import os
from datetime import UTC

import pytest

from autograder.errors import UsageError
from autograder.model import Fate, Limits, Reason
from autograder.submissions import collect
from autograder.submissions.archives import ArchiveLimits
from autograder.submissions.items import ReadOptions, Refused
from autograder.submissions.walk import copied, plain_files, walk
from tests.submissions.received import GRID, MSE, collected, fates, notebook, one, place, students, zipped


def test_every_file_is_a_line_once(tmp_path):
    files = {
        "20231000/tensors.py": GRID,
        "20231000/plot.png": b"x",
        "a.zip": zipped({"b.py": MSE, "c.txt": "x"}),
        "x": b"",
    }
    lines = [line.path for line in collected(tmp_path, files).files]
    assert sorted(lines) == [
        "subs/20231000/plot.png",
        "subs/20231000/tensors.py",
        "subs/a.zip/b.py",
        "subs/a.zip/c.txt",
        "subs/x",
    ]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("__MACOSX/._tensors.py", Reason.DEBRIS),
        ("._tensors.py", Reason.DEBRIS),
        (".DS_Store", Reason.DEBRIS),
        (".ipynb_checkpoints/tensors-checkpoint.ipynb", Reason.DEBRIS),
        ("__pycache__/tensors.cpython-311.pyc", Reason.DEBRIS),
        ("public/check.py", Reason.TEST_FILE),
        ("conftest.py", Reason.CONTROL_FILE),
        ("Conftest.PY", Reason.CONTROL_FILE),
        ("sub/pytest.ini", Reason.CONTROL_FILE),
        ("tox.ini", Reason.CONTROL_FILE),
        ("setup.cfg", Reason.CONTROL_FILE),
        ("pyproject.toml", Reason.CONTROL_FILE),
        ("sitecustomize.py", Reason.CONTROL_FILE),
        ("usercustomize.py", Reason.CONTROL_FILE),
        ("evil.pth", Reason.CONTROL_FILE),
        ("torch.so", Reason.COMPILED),
        ("tensors.pyc", Reason.COMPILED),
        ("regression.csv", Reason.NOT_CODE),
        ("report.pdf", Reason.NOT_CODE),
        ("model.pt", Reason.NOT_CODE),
    ],
)
def test_what_is_not_work_never_reaches_the_sandbox(tmp_path, name, why):
    collection = collected(tmp_path, {f"20231000/{name}": GRID, "20231000/tensors.py": GRID})
    assert students(collection) == {"20231000": ["tensors.py"]}
    assert fates(collection)[f"subs/20231000/{name}"] == (Fate.IGNORED, why)


def test_a_tools_folder_is_one_line(tmp_path):
    files = {f"20231000/.git/objects/{i}": b"" for i in range(20)}
    assert [line.path for line in collected(tmp_path, files).files] == ["subs/20231000/.git/"]


def test_an_empty_folder_is_a_line_and_no_submission(tmp_path):
    (tmp_path / "subs" / "20231000").mkdir(parents=True)
    collection = collected(tmp_path, {"20231001/tensors.py": GRID})
    assert one(collection, "20231000/").reason is Reason.EMPTY_FOLDER
    assert students(collection) == {"20231001": ["tensors.py"]}


def test_links_are_not_followed(tmp_path):
    subs = place(tmp_path / "subs", {"20231000/tensors.py": GRID})
    (tmp_path / "secret.py").write_text("x")
    (subs / "20231000" / "link.py").symlink_to(tmp_path / "secret.py")
    (subs / "20231000" / "loop").symlink_to(subs)
    assert fates(collect([subs], week="week04"))["subs/20231000/link.py"] == (Fate.UNREADABLE, Reason.LINK)


def _link(file, secret):
    file.unlink()
    file.symlink_to(secret)


def _pipe(file, _):
    file.unlink()
    os.mkfifo(file)


def _folder(file, secret):
    file.parent.rename(file.parent.with_name("moved"))
    file.parent.symlink_to(secret.parent)


@pytest.mark.parametrize(("swap", "reason"), [(_link, "LINK"), (_pipe, "NOT_A_FILE"), (_folder, "LINK")])
def test_what_is_put_in_a_files_place_after_it_was_listed_is_not_read(swap, reason, tmp_path):
    """Whoever may write in the folder they hand in to can wait for the moment between listing and reading."""
    subs = place(tmp_path / "subs", {"20231000/tensors.py": GRID, "20230000/tensors.py": GRID})
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "tensors.py").write_text(GRID)
    swapped = []

    def progress(*_):
        if not swapped:
            swapped.append(swap(subs / "20231000" / "tensors.py", tmp_path / "secret" / "tensors.py"))

    options = ReadOptions(UTC, lambda _: False, ArchiveLimits(), Limits())
    found = {each.path: each.content for each in walk([subs], options, progress)}
    assert found["subs/20231000/tensors.py"].reason is Reason[reason]
    assert not isinstance(found["subs/20230000/tensors.py"], Refused)


def test_a_pipe_is_not_opened(tmp_path):
    subs = place(tmp_path / "subs", {"20231000/tensors.py": GRID})
    os.mkfifo(subs / "20231000" / "pipe.py")
    assert one(collect([subs], week="week04"), "pipe.py").reason is Reason.NOT_A_FILE


def test_a_folder_nested_beyond_reason_is_refused(tmp_path):
    deep = tmp_path / "subs" / "20231000" / "/".join("a" * 80)
    deep.mkdir(parents=True)
    (deep / "tensors.py").write_text(GRID)
    assert Reason.LONG_NAME in {line.reason for line in collect([tmp_path / "subs"], week="week04").files}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_line(tmp_path):
    subs = place(tmp_path / "subs", {"20231000/tensors.py": GRID})
    (subs / "20231000" / "tensors.py").chmod(0)
    assert one(collect([subs], week="week04"), "tensors.py").reason is Reason.NO_ACCESS


def test_names_in_raw_cp949_are_decoded(tmp_path):
    """What unzip leaves behind on Linux when an archive came from Windows."""
    subs = place(tmp_path / "subs", {"20231000/a.py": GRID})
    (subs / "20231000" / "a.py").rename(subs / "20231000" / os.fsdecode("과제.py".encode("cp949")))
    assert students(collect([subs], week="week04")) == {"20231000": ["과제.py"]}


def test_the_order_of_the_paths_does_not_matter(tmp_path):
    subs = place(
        tmp_path / "subs",
        {f"{20231000 + i}/tensors.py": f"x = {i}" for i in range(5)} | {"b.zip": zipped({"a.py": GRID})},
    )
    paths = sorted(subs.iterdir())
    assert collect(paths, week="week04") == collect(paths[::-1], week="week04")


def test_a_folder_and_what_is_in_it_are_named_alike(tmp_path):
    """A decision about `subs/…` holds whether `subs` was given or `subs/*`."""
    subs = place(tmp_path / "subs", {"20231000/tensors.py": GRID, "20231001/tensors.py": MSE})
    assert collect([subs], week="week04") == collect(sorted(subs.iterdir()), week="week04")


def test_a_path_given_twice_is_read_once(tmp_path):
    subs = place(tmp_path / "subs", {"20231000/tensors.py": GRID})
    again = [subs, subs / "20231000", subs / "20231000" / "tensors.py", subs]
    assert collect(again, week="week04") == collect([subs], week="week04")


def test_two_folders_of_one_name_stay_apart(tmp_path):
    place(tmp_path, {"a/subs/20231000.py": GRID, "b/subs/20231001.py": GRID})
    paths = [path.path for path in collect([tmp_path / "a/subs", tmp_path / "b/subs"], week="week04").files]
    assert paths == ["a/subs/20231000.py", "b/subs/20231001.py"]


def test_a_path_that_is_not_there_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match=r"nowhere does not exist\. Submissions are"):
        collect([tmp_path / "nowhere"], week="week04")


def test_progress_counts_the_files_of_the_disk(tmp_path):
    subs = place(tmp_path / "subs", {f"{20231000 + i}.py": GRID for i in range(3)})
    calls: list[tuple[int, int]] = []
    collect([subs], week="week04", progress=lambda done, of: calls.append((done, of)))
    assert calls == [(1, 3), (2, 3), (3, 3)]


def test_one_unreadable_file_leaves_the_students_others_alone(tmp_path):
    files = {
        "20231000/a.py": b"\x7fELF",
        "20231000/b.ipynb": b"<html>",
        "20231000/c.py": b"",
        "20231000/tensors.py": GRID,
    }
    collection = collected(tmp_path, files)
    assert students(collection) == {"20231000": ["tensors.py"]}
    assert [line.reason for line in collection.files] == [Reason.BINARY, Reason.NOT_JSON, Reason.EMPTY, ""]


def test_a_student_whose_only_file_cannot_be_read_is_there_all_the_same(tmp_path):
    collection = collected(tmp_path, {"김민수(20231000).ipynb": notebook("x = 1")[:-9]})
    assert (students(collection), one(collection, ".ipynb").reason) == ({"20231000": []}, Reason.TRUNCATED)


@pytest.mark.parametrize("ending", [".PY", ".py.txt", ".ipynb.json", ".ipynb.txt", ".IPYNB"])
def test_endings_that_browsers_and_windows_make_are_read(tmp_path, ending):
    content = GRID if "py" in ending.lower().split(".")[1:2] else notebook(GRID)
    assert len(collected(tmp_path, {f"20231000{ending}": content}).submissions[0].sources) == 1


@pytest.fixture
def handed_over(tmp_path):
    """What somebody may have put where a work is asked for."""
    work = tmp_path / "work"
    work.mkdir()
    (work / "hw.py").write_text("x = 1\n")
    (work / "giant.py").touch()
    os.truncate(work / "giant.py", 1 << 40)
    os.mkfifo(work / "pipe.py")
    (work / "link.py").symlink_to("hw.py")
    return work


def test_a_file_too_large_to_be_read_is_not_copied(tmp_path, handed_over):
    """A sparse one would fill the disk; what is left is its size, by which it is refused, and all else."""
    copied(handed_over, tmp_path / "copy")
    found = {path.name: path.lstat() for path in (tmp_path / "copy").iterdir()}
    assert found.keys() == {"hw.py", "giant.py", "link.py"}
    assert (found["giant.py"].st_size, found["giant.py"].st_blocks) == (1 << 40, 0)


@pytest.mark.parametrize(("name", "left"), [("hw.py", ["hw.py"]), ("giant.py", ["giant.py"]), ("pipe.py", [])])
def test_a_file_alone_is_copied_as_one_in_a_folder_is(tmp_path, handed_over, name, left):
    copied(handed_over / name, tmp_path / "copy")
    found = [*(tmp_path / "copy").iterdir()]
    assert ([path.name for path in found], sum(path.stat().st_blocks for path in found) < 100) == (left, True)


def test_of_what_is_handed_over_only_plain_files_are_read(handed_over):
    """On a pipe one would wait for ever, a link leads elsewhere, and a sparse file is larger than memory."""
    assert plain_files(handed_over) == {"hw.py": b"x = 1\n"}
    assert [plain_files(handed_over / name) for name in ("hw.py", "pipe.py", "giant.py")] == [
        {"hw.py": b"x = 1\n"},
        {},
        {},
    ]
