"""What a class costs to read: an archive is not kept, and a file of nobody finds its likely owner. `benchmarks/reading.py` times it."""

import json
import time
import tracemalloc
from itertools import product

import pytest

from autograder.model import Student
from autograder.submissions import collect
from tests.submissions.received import EXERCISES, MSE, notebook, place, zipped

COUNT = 100
NAMES = ["".join(each) for each in product("김이박최정", "민서지하도", "준연우진")]


@pytest.mark.slow
def test_what_is_read_of_a_class_stays_in_memory_and_its_archive_does_not(tmp_path):
    """Each notebook carries 300 kB of output, as pictures do; what is kept is the code."""
    roster = tuple(Student(str(20230000 + i), name) for i, name in enumerate(NAMES))
    content = json.loads(notebook("%matplotlib inline", *(f"def f{i}(x):\n    return x + {i}\n" for i in range(30))))
    content["cells"][0]["outputs"] = [{"data": {"image/png": "iVBORw0KGgo" * 27000}}]
    raw = json.dumps(content).encode()
    half = COUNT // 2
    files = {
        f"{NAMES[i]}_{i + 5000}_{i + 90000}_hw.ipynb": raw.replace(b"f0(", f"f_{i}(".encode()) for i in range(half)
    }
    own = {f"{20230000 + i}/hw.ipynb": raw.replace(b"f0(", f"f_{i}(".encode()) for i in range(half, COUNT)}
    place(tmp_path / "subs", {"canvas.zip": zipped(files)} | own)
    tracemalloc.start()
    found = collect([tmp_path / "subs"], week="week04", roster=roster, exercises=EXERCISES)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found.submissions) == COUNT
    assert peak < COUNT * len(raw) / 2


def test_a_file_of_nobody_finds_its_likely_owner_in_a_whole_class(tmp_path):
    roster = tuple(Student(str(20230000 + i), name) for i, name in enumerate(NAMES))
    place(tmp_path / "subs", {f"{name}뷁_{i}.py": "x = 1" for i, name in enumerate(NAMES)})
    found = collect([tmp_path / "subs"], week="week04", roster=roster)
    assert [line.likely for line in found.files] == [student.id for student in sorted(roster, key=lambda one: one.name)]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a{}.py", "x = 1"), ("d{}/t.py", "def f{}(): pass"), ("t{}.py", "def mse(): return {}")],
    ids=["the same", "of other names", "the same exercise"],
)
def test_an_archive_of_many_little_files_costs_what_they_are_and_not_their_square(tmp_path, name, content):
    """One zip of a few hundred kilobytes made the whole class wait for hours."""
    packed = zipped({name.format(i): content.format(i) for i in range(5000)})
    place(tmp_path / "subs", {"20230000.zip": packed, "20230001/tensors.py": MSE})
    roster = (Student("20230000", "김민수"), Student("20230001", "이영희"))
    began = time.process_time()
    found = collect([tmp_path / "subs"], week="week04", roster=roster, exercises=EXERCISES)
    assert time.process_time() - began < 10
    assert {work.student for work in found.submissions} == {"20230000", "20230001"}
