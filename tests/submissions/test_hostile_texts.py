"""Whoever reads students' text in the trusted process reads each work by itself, in bounded time, whatever it holds."""

from __future__ import annotations

import io
import json
import random
import resource
import time
import warnings
from contextlib import suppress
from dataclasses import replace

import openpyxl
import pytest

from autograder.assignment import read
from autograder.errors import AutograderError
from autograder.model import Exercise, Limits, Source
from autograder.parsing import parsed
from autograder.report.pages.code import function
from autograder.scaffold.new import new_week
from autograder.student.work import functions
from autograder.submissions import collect
from autograder.submissions.roster import read_roster
from autograder.submissions.sources import code
from autograder.workflows.name_mistake import overlaid
from autograder.workflows.similar import similarities
from tests import weeks
from tests.helpers import write
from tests.scaffold.test_new import NBGRADER
from tests.scaffold.test_new import notebook as notebook_of
from tests.store.builders import report, submission
from tests.submissions.hostile_texts import HOSTILE, grown, mixed, nested_definitions
from tests.submissions.received import GRID, place, students
from tests.submissions.test_fuzz import mutated

SECONDS = 15.0
"""Of processor time for one text. The slowest takes a tenth of it."""


def as_notebook(text: str) -> bytes:
    cell = {"cell_type": "code", "source": text, "metadata": {}, "outputs": [], "execution_count": None}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


MOST_KILOBYTES = 400_000
"""More than before, after any number of them."""

READERS = {
    "script": lambda text: code("a.py", text.encode("utf-8", "surrogatepass"), limits=Limits()),
    "notebook": lambda text: code("a.ipynb", as_notebook(text), limits=Limits()),
    "page": lambda text: function((Source("a.py", (text,)),), "mse"),
    "check": lambda text: [*functions(Source("a.py", (text,)))],
    "learn": lambda text: overlaid((Source("a.py", (text,)),), Exercise("mse", "a", {}), {"mse"}),
}


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    return read(write(tmp_path_factory.mktemp("course") / "solutions" / "week01", weeks.files()))


def work(student: str, *texts: str):
    """A student's graded work in these cells."""
    return replace(report(student), submission=replace(submission(student), sources=(Source("a.ipynb", texts),)))


def seconds_to(reader, text: str) -> float:
    """Until it is read, or refused in words."""
    begun = time.process_time()
    with suppress(AutograderError), warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        reader(text)
    return time.process_time() - begun


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("reader", READERS)
def test_a_hostile_text_is_read_or_refused_in_time(reader, name):
    assert seconds_to(READERS[reader], HOSTILE[name]) < SECONDS


@pytest.mark.parametrize("name", HOSTILE)
def test_similar_reads_it_too_and_still_finds_the_others(week, name):
    begun = time.process_time()
    found = similarities([work("a", HOSTILE[name], GRID), work("b", HOSTILE[name]), work("c", "x = 1")], week)
    assert (found.left_out, time.process_time() - begun < SECONDS) == ((), True)


def test_a_work_that_cannot_be_read_is_left_out_and_named(week):
    broken = replace(work("b"), marks=None)
    found = similarities([work("a", "x = 1"), broken], week)
    assert found.left_out == ("b",)


def test_hostile_files_take_nothing_from_an_honest_student(tmp_path):
    hostile = {f"2024{n:04}/tensors.py": text.encode("utf-8", "replace") for n, text in enumerate(HOSTILE.values())}
    found = collect([place(tmp_path / "subs", {**hostile, "20231000/tensors.py": GRID})], week="week04")
    assert students(found)["20231000"] == ["tensors.py"]
    assert len({line.path for line in found.files}) == len(hostile) + 1


def rosters() -> list[bytes]:
    book = openpyxl.Workbook()
    book.active.append(["student_id", "name"])
    book.active.append([20230001, "김민수"])
    whole = io.BytesIO()
    book.save(whole)
    return [whole.getvalue(), b"student_id,name,email\n20230001,kim,a@b\n", "학번;이름\n1;2\n".encode("cp949")]


def read_rosters(folder, count: int, seed: int) -> None:
    """Each of them is a class, or refused in words."""
    for chance in (random.Random(seed * 1_000_003 + number) for number in range(count)):
        path = folder / "roster.csv"
        path.write_bytes(mutated(chance.choice(rosters()), chance))
        assert seconds_to(lambda _, path=path: read_roster(path), "") < SECONDS


def test_a_broken_roster_is_read_or_refused(tmp_path):
    read_rosters(tmp_path, 300, 1)


def test_reading_a_hostile_text_takes_little_memory(week):
    """Of a text of a few hundred kilobytes at the most."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    read_all(20, 3, week)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_KILOBYTES


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in {"one line", "tabs"}])
@pytest.mark.parametrize("role", ["solution", "grade"])
def test_a_week_is_begun_from_any_notebook_or_it_is_refused(tmp_path, name, role):
    source = notebook_of(tmp_path, NBGRADER)
    cells = json.loads(source.read_bytes())["cells"]
    for cell in cells:
        if cell.get("metadata", {}).get("nbgrader", {}).get(role):
            cell["source"] = HOSTILE[name]
    source.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    assert seconds_to(lambda _: new_week(tmp_path / "solutions" / "week09", source), "") < SECONDS


def read_all(count: int, seed: int, week) -> float:
    """The longest that any of them took any reader."""
    chance = random.Random(seed)
    texts = [chance.choice((mixed, grown))(chance) for _ in range(count)]
    longest = max(seconds_to(reader, text) for text in texts for reader in READERS.values())
    begun = time.process_time()
    assert similarities([work(str(n), text) for n, text in enumerate(texts)], week).left_out == ()
    return max(longest, (time.process_time() - begun) / count)


def test_some_mixed_texts_are_read_or_refused(week):
    assert read_all(60, 1, week) < SECONDS


@pytest.mark.slow
def test_many_mixed_texts_are_read_or_refused(week):
    assert read_all(800, 2, week) < SECONDS


@pytest.mark.parametrize("depth", [1, 5, 30])
def test_what_people_write_has_a_tree(depth):
    assert parsed(nested_definitions(depth)) is not None


@pytest.mark.parametrize("text", ["x = 0x" + "f" * 9000, "x = " + "-" * 150 + "1", "x = 1\n" * 40_000, "def", "\0"])
def test_what_nobody_writes_has_none(text):
    assert parsed(text) is None
