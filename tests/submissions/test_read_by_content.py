"""Work under a wrong name is read as what it is: an archive, a script, a Quarto notebook; a text that quotes code is none."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile

import pytest

from autograder.model import Fate, Reason
from tests.submissions.received import GRID, MSE, collected, notebook, one, students, zipped


def tarred(files, mode="w"):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:
        for name, content in files.items():
            head = tarfile.TarInfo(name)
            head.size = len(content)
            archive.addfile(head, io.BytesIO(content.encode()))
    return stream.getvalue()


@pytest.mark.parametrize("name", ["hw.rar", "hw.7z", "hw.py", "hw.ipynb", "hw.tar.gz"])
@pytest.mark.parametrize("packed", [zipped, tarred])
def test_an_archive_is_opened_whatever_it_is_called(tmp_path, name, packed):
    collection = collected(tmp_path, {f"20231000/{name}": packed({"tensors.py": GRID})})
    assert students(collection) == {"20231000": ["tensors.py"]}


@pytest.mark.parametrize(("name", "mode"), [("hw.gz", "w:gz"), ("hw.bz2", "w:bz2"), ("hw.xz", "w:xz"), ("hw", "w:gz")])
def test_a_packed_tar_is_one_although_a_system_kept_the_last_ending_alone(tmp_path, name, mode):
    """Blackboard stores hw.tar.gz as attempt_0.gz."""
    assert students(collected(tmp_path, {f"20231000/{name}": tarred({"tensors.py": GRID}, mode)}))["20231000"]


@pytest.mark.parametrize("packer", [gzip, bz2, lzma], ids=["gz", "bz2", "xz"])
@pytest.mark.parametrize("inside", ["week04.ipynb", "tensors.py"])
def test_one_file_that_is_packed_alone_is_read(tmp_path, packer, inside):
    ending = {gzip: "gz", bz2: "bz2", lzma: "xz"}[packer]
    content = packer.compress(notebook(GRID) if inside.endswith("b") else GRID.encode())
    found = students(collected(tmp_path, {f"20231000_{inside}.{ending}": content}))["20231000"]
    assert [name.removeprefix("20231000_") for name in found] == [inside]


def test_one_file_that_is_packed_in_an_archive_is_read(tmp_path):
    inner = {"week04.ipynb.gz": gzip.compress(notebook(GRID))}
    assert students(collected(tmp_path, {"20231000.zip": zipped(inner)})) == {"20231000": ["week04.ipynb"]}


def test_a_packed_file_that_is_cut_is_damaged(tmp_path):
    found = collected(tmp_path, {"20231000/hw.ipynb.gz": gzip.compress(notebook(GRID))[:-12]})
    assert one(found, ".gz").reason is Reason.BROKEN_ARCHIVE


def test_a_packed_file_that_would_fill_the_memory_is_not_unpacked(tmp_path):
    found = collected(tmp_path, {"20231000/hw.py.gz": gzip.compress(b" " * 300 * 1024 * 1024)})
    assert one(found, ".gz").reason is Reason.BOMB


@pytest.mark.parametrize("fence", ["```python", "``` python"])
def test_an_exported_notebook_with_plain_fences_is_read(tmp_path, fence):
    """What it says beside the code is no code, and it counts as all that was handed in."""
    text = f"# 4\n\n{fence}\n{GRID}\n{fence[:3]}\n\nwords\n\n{fence}\n{MSE}\n{fence[:3]}\n"
    (work,) = collected(tmp_path, {"20231000/hw4.md": text}).submissions
    assert [len(source.cells) for source in work.sources] == [2]


def test_fences_beside_the_code_itself_only_quote_it(tmp_path):
    files = {"20231000/tensors.py": GRID, "20231000/README.md": f"```python\n{GRID}\n```\n"}
    assert students(collected(tmp_path, files)) == {"20231000": ["tensors.py"]}


@pytest.mark.parametrize("content", [b"\x1f\x8b" + b"\0" * 99, b"BZh9" + b"\1" * 99, b"\xfd7zXZ\0" + b"\2" * 99])
def test_what_only_begins_like_one_is_not_opened(tmp_path, content):
    assert one(collected(tmp_path, {"20231000/hw.gz": content}), ".gz").reason is Reason.ARCHIVE_FORMAT


@pytest.mark.parametrize("name", ["hw.rar", "hw.docx", "scores.xlsx", "net.pt"])
def test_what_is_another_kind_or_is_no_work_stays_unopened(tmp_path, name):
    content = b"Rar!\x1a\x07\0" if name == "hw.rar" else zipped({"tensors.py": GRID})
    assert students(collected(tmp_path, {f"20231000/{name}": content})) == {"20231000": []}


@pytest.mark.parametrize("name", ["tensors.txt", "tensors.text", "tensors", "tensors.pyw", "tensors.py.text"])
def test_a_script_is_one_under_any_name(tmp_path, name):
    assert students(collected(tmp_path, {f"20231000/{name}": GRID})) == {"20231000": ["tensors.py"]}


@pytest.mark.parametrize(
    "text", ["def grid(: broken", "Dear TA, def grid is below", "x = 1", "def helper():\n    pass\n"]
)
def test_a_text_that_is_no_script_of_the_week_waits_for_a_person(tmp_path, text):
    collection = collected(tmp_path, {"20231000/tensors.txt": text})
    assert students(collection) == {"20231000": []}
    assert one(collection, ".txt").reason is Reason.NOT_CODE


def test_a_text_beside_the_code_that_it_quotes_is_no_second_answer(tmp_path):
    collection = collected(
        tmp_path, {"20231000/tensors.py": GRID, "20231000/old.txt": GRID.replace("1", "2"), "20231000/mse.txt": MSE}
    )
    assert students(collection) == {"20231000": ["mse.py", "tensors.py"]}
    assert one(collection, "old.txt").fate is Fate.IGNORED


@pytest.mark.parametrize("name", ["hw.qmd", "hw.Rmd"])
def test_quartos_and_r_markdowns_cells_are_read(tmp_path, name):
    text = f"---\ntitle: hw\n---\n\nSee below.\n\n```{{python}}\n#| echo: true\n{GRID}```\n\n```{{r}}\nplot(1)\n```\n"
    (work,) = collected(tmp_path, {f"20231000/{name}": text}).submissions
    assert "def grid" in work.sources[0].cells[0]
    assert not any("plot" in cell for cell in work.sources[0].cells)


@pytest.mark.parametrize("comment", [b"# caf\xe9 na\xefve\n", b"# \x93the mean\x94\n"])
def test_the_windows_of_western_europe_is_read(tmp_path, comment):
    (work,) = collected(tmp_path, {"20231000/tensors.py": comment + GRID.encode()}).submissions
    assert "def grid" in work.sources[0].cells[0]


def test_bytes_that_are_no_text_are_not_taken_for_the_windows_of_western_europe(tmp_path):
    scrambled = bytes(range(128, 256)) * 9
    assert one(collected(tmp_path, {"20231000/tensors.py": scrambled}), ".py").fate is Fate.UNREADABLE


@pytest.mark.parametrize(
    ("older", "newer"), [("old/", ""), ("hw/", "hw (1)/"), ("a/b/", "a/"), ("hw/", "hw - 복사본/"), ("hw/", "hw_v2/")]
)
def test_of_one_module_in_two_folders_the_newer_or_nearer_counts(tmp_path, older, newer):
    collection = collected(
        tmp_path, {f"20231000/{older}tensors.py": GRID, f"20231000/{newer}tensors.py": GRID + "# 2\n"}
    )
    assert students(collection)["20231000"][-1] == f"{newer}tensors.py"


def test_a_stub_counts_before_nothing(tmp_path):
    stub = "def grid(start, stop, num):\n    raise NotImplementedError('grid: x')\n"
    collection = collected(tmp_path, {"20231000/tensors.py": stub, "20231000/hw/tensors.py": GRID})
    assert students(collection)["20231000"][-1] == "hw/tensors.py"
