import json
import time
import tracemalloc
from itertools import product

import pytest

from autograder.model import Student
from autograder.submissions import collect
from tests.submissions.received import EXERCISES, notebook, place, zipped

MINUTE = 60
NAMES = ["".join(each) for each in product("김이박최정강조윤장임", "민서지하도예수은유현", "준연우진아영호석철빈")]


@pytest.mark.slow
def test_a_class_of_a_thousand_is_read_in_seconds_and_its_archive_is_not_kept(tmp_path):
    """Each notebook carries 100 kB of output, as pictures do; what stays in memory is the code."""
    roster = tuple(Student(str(20230000 + i), name) for i, name in enumerate(NAMES))
    cells = [f"def f{i}(x):\n    return x + {i}\n" for i in range(30)]
    content = json.loads(notebook("%matplotlib inline", *cells))
    content["cells"][0]["outputs"] = [{"data": {"image/png": "iVBORw0KGgo" * 9000}}]
    raw = json.dumps(content).encode()
    files = {f"{NAMES[i]}_{i + 5000}_{i + 90000}_hw.ipynb": raw.replace(b"f0(", f"f_{i}(".encode()) for i in range(500)}
    place(tmp_path / "subs", {"canvas.zip": zipped(files)})
    place(
        tmp_path / "subs",
        {f"{20230000 + i}/hw.ipynb": raw.replace(b"f0(", f"f_{i}(".encode()) for i in range(500, 1000)},
    )
    started = time.process_time()
    found = collect([tmp_path / "subs"], week="week04", roster=roster, exercises=EXERCISES)
    spent = time.process_time() - started
    assert (len(found.submissions), spent < MINUTE / 4) == (1000, True)
    tracemalloc.start()
    collect([tmp_path / "subs"], week="week04", roster=roster, exercises=EXERCISES)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60_000_000  # of 100 MB of notebooks


@pytest.mark.slow
def test_a_thousand_files_of_nobody_are_guessed_at_in_seconds(tmp_path):
    roster = tuple(Student(str(20230000 + i), name) for i, name in enumerate(NAMES))
    place(tmp_path / "subs", {f"{name}뷁_{i}.py": "x = 1" for i, name in enumerate(NAMES)})
    started = time.process_time()
    found = collect([tmp_path / "subs"], week="week04", roster=roster)
    assert time.process_time() - started < MINUTE / 4
    assert [line.likely for line in found.files] == [student.id for student in sorted(roster, key=lambda one: one.name)]
