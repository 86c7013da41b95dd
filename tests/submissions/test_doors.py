"""A class written as each LMS writes it: every file ends with its owner or is a question, whatever is inside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from autograder.model import Fate, LmsLateness, Student
from autograder.submissions import Collection, collect
from tests.submissions.doors import DOORS, HandedIn
from tests.submissions.received import EXERCISES, GRID, MSE, notebook, zipped

FAMILY, GIVEN = "김이박최정강조윤장임", ("민준", "서연", "도윤", "지우", "하준", "예은")
WESTERN = ("Ann Ash", "Bob Birch", "Zoë Müller", "O'Neil Kate", "Jean-Luc Pine", "Li Wei")
NAMES = (*(f"{one}{two}" for one in FAMILY for two in GIVEN), *WESTERN)
CLASS = tuple(
    Student(f"2023{1000 + i}", name, f"user{i:03}@univ.ac.kr", {"github": f"hub-{i:03}"})
    for i, name in enumerate(NAMES)
)
STRANGE = (
    *("tensors.py", "hw4.ipynb", "20231003_tensors.py", "이서연.py", "과제 (최종).ipynb", "submission_metadata.yml"),
    *("user007_attempt_2024-01-01-00-00-00_tensors.py", "kim_48003_17_tensors.py", "20231005/tensors.py", "a/b/c.py"),
    *("박민준_48012_assignsubmission_file/tensors.py", "week04-submissions/week04-hub-004/tensors.py", "README.txt"),
    *(
        "inbound/20231009+week04+2024-09-13 03:00:00 UTC/tensors.py",
        "timestamp.txt",
        "x_attempt_2024-01-01-00-00-00.txt",
        "submitted/20231011/week04/tensors.py",
        "anon_x1Y2z_1029384_tensors.py",
    ),
)
"""Names within an upload, many of them those of another student's upload in some system."""


def content(name: str, by: Student, number: int) -> bytes | str:
    code = f"{(GRID, MSE)[number % 2]}by = {by.id!r}, {number}\n"
    if name.endswith(".txt"):
        return f"Name: {CLASS[7].name} ({CLASS[7].email.partition('@')[0]})\nFilename: {name}\n"
    if name.endswith(".yml"):
        return f"submission_1:\n  :submitters:\n  - :sid: '{CLASS[8].id}'\n"
    return notebook(code) if name.endswith(".ipynb") else code


def read(folder: Path, files: Mapping[str, bytes | str], *, roster: Sequence[Student] | None = CLASS) -> Collection:
    """All in one archive, as it is downloaded."""
    path = folder / "download.zip"
    path.write_bytes(zipped(files))
    return collect([path], week="week04", exercises=EXERCISES, roster=roster)


@st.composite
def classes(draw: st.DrawFn) -> list[HandedIn]:
    people = draw(st.lists(st.sampled_from(CLASS), min_size=1, max_size=5, unique_by=lambda one: one.id))
    handed_in = []
    for one in people:
        names = draw(st.lists(st.sampled_from(STRANGE), min_size=1, max_size=3, unique=True))
        handed_in.append(
            HandedIn(one, {name: content(name, one, at) for at, name in enumerate(names)}, draw(st.booleans()))
        )
    return handed_in


@settings(max_examples=50, deadline=None, suppress_health_check=[*HealthCheck])
@given(door=st.sampled_from(sorted(DOORS)), handed_in=classes())
def test_every_file_ends_with_its_owner_or_is_a_question(tmp_path, door, handed_in):
    """The outermost name is whose it is: nothing that a student packs inside passes for another's."""
    written = DOORS[door](handed_in)
    found = read(tmp_path, {path: text for path, (_, text) in written.items()})
    for line in found.files:
        inside = line.path.partition("download.zip/")[2]
        above = max(
            (path for path in written if inside == path or inside.startswith(f"{path}/") or path.startswith(inside)),
            key=len,
        )
        assert line.student in {written[above][0].id, ""}, (line, above)
        if not line.student:
            assert line.fate in {Fate.UNMATCHED, Fate.UNREADABLE, Fate.IGNORED}
    taken = [f"{cell}" for one in found.submissions for source in one.sources for cell in source.cells]
    for one in found.submissions:
        assert all(f"by = {one.student!r}" in cell for source in one.sources for cell in source.cells), taken
    lost = Counter(line.path for line in found.files)
    assert max(lost.values()) == 1


# ---------------------------------------------------------------------- a class of fifty, and what goes wrong in it


def fifty() -> list[HandedIn]:
    """Most as they should be; every kind of accident that a class has."""
    odd: dict[int, dict[str, bytes | str]] = {
        3: {"hw4.ipynb": notebook(GRID, MSE, by(3))},
        7: {"tensors-1.py": work(7), "__pycache__/x.pyc": b"\0"},
        9: {"hw/tensors.py": f"from a.help import la\n{work(9)}", "hw/a/help.py": "def la(): return 1\n"},
        11: {"report.pdf": b"%PDF-1.4"},
        13: {"tensors.ipynb": notebook(GRID, by(13))[:50]},
        17: {"tensors.py": f"{GRID}{by(17)}", "loss.py": MSE},
        19: {"hw.rar": b"Rar!\x1a\x07\0"},
        23: {"20231024_tensors.py": work(23)},  # a neighbour's number in a file's name
    }
    return [
        HandedIn(one, odd.get(i, {"tensors.py": work(i)}), late=i in (37, 41))
        for i, one in enumerate(CLASS[:50])
        if i not in (29, 31)  # who handed nothing in
    ]


def work(i: int) -> str:
    return f"{GRID}{MSE}{by(i)}"


def by(i: int) -> str:
    return f"by = {CLASS[i].id!r}, 1\n"


NOTHING = {CLASS[29].id, CLASS[31].id}
FOR_A_PERSON = {CLASS[at].id for at in (11, 13, 19)}


def outcomes(found: Collection) -> dict[str, str]:
    """What becomes of each of the fifty, in a word."""
    asked = {line.likely for line in found.files if not line.student} | {
        name for line in found.files if not line.student for name in line.detail.split(", ")
    }
    work: Mapping[str, Sequence[object]] = {one.student: one.sources for one in found.submissions}
    return {
        one.id: "graded"
        if work.get(one.id)
        else "a person looks"
        if one.id in work or one.id in asked
        else "nothing handed in"
        for one in CLASS[:50]
    }


@pytest.mark.parametrize("door", DOORS)
def test_of_fifty_each_is_graded_asked_about_or_has_handed_nothing_in(tmp_path, door):
    written = DOORS[door](fifty())
    found = outcomes(read(tmp_path, {path: text for path, (_, text) in written.items()}))
    assert {one for one, said in found.items() if said == "nothing handed in"} == NOTHING
    assert {one for one, said in found.items() if said == "a person looks"} - FOR_A_PERSON <= {CLASS[23].id}
    assert list(found.values()).count("graded") >= 44


def test_canvas_says_who_was_late(tmp_path):
    written = DOORS["canvas"](fifty())
    found = read(tmp_path, {path: text for path, (_, text) in written.items()})
    late = {one.student for one in found.submissions if one.lms_mark is LmsLateness.LATE}
    assert late == {CLASS[37].id, CLASS[41].id}


PACKED_ALIKE = ("tensors.py", "kim_48003_17_tensors.py", "박민준_48012_assignsubmission_file/tensors.py")


def alike(*ids: str) -> list[HandedIn]:
    """Students who packed the same names, as in the download of some system."""
    return [
        HandedIn(one, {name: content(name, one, at) for at, name in enumerate(PACKED_ALIKE)})
        for one in CLASS
        if one.id in ids
    ]


@settings(max_examples=50, deadline=None, suppress_health_check=[*HealthCheck])
@example(door="archives", handed_in=alike("20231001", "20231002"))  # numbers that are days too
@example(door="moodle_flat", handed_in=alike("20231001", "20231002"))  # a system's name inside another of its names
@given(door=st.sampled_from(sorted(DOORS)), handed_in=classes())
def test_without_a_roster_no_two_students_become_one(tmp_path, door, handed_in):
    """Ids are then what the names say; one whom they say nothing of is a question."""
    written = DOORS[door](handed_in)
    found = read(tmp_path, {path: text for path, (_, text) in written.items()}, roster=None)
    for one in found.submissions:
        cells = [cell for source in one.sources for cell in source.cells]
        assert len({cell.rpartition("by = ")[2].partition(",")[0] for cell in cells}) <= 1


@pytest.mark.parametrize("inside", ["kim_48003_{}_tensors.py", "2023111{}_tensors.py", "hub-{}/.git/HEAD"])
def test_a_folder_called_a_day_is_one_where_all_in_it_came_one_way_from_several(tmp_path, inside):
    """20231001 is a day of downloads, or a student who packed files that are called like others'."""
    several = [inside.format(at).replace("48003", f"4800{at}") for at in (1, 2)]
    names = [name.replace(".git/HEAD", "tensors.py") for name in several]
    git = {f"20231001/{name}": "" for name in several if ".git" in name}
    day = read(tmp_path, {f"20231001/{name}": GRID for name in names} | git, roster=None)
    assert len(day.submissions) == 2
    assert "20231001" not in {one.student for one in day.submissions}
    student = read(tmp_path, {f"20231001/{names[0]}": GRID, "20231001/tensors.py": MSE}, roster=None)
    assert [one.student for one in student.submissions] == ["20231001"]


def test_what_nobody_can_tell_from_a_day_is_asked_about(tmp_path):
    """Two numbers in a folder that is called like a day, one on a file and one on a folder."""
    found = read(tmp_path, {"20231001/20231005_tensors.py": GRID, "20231001/20231111/tensors.py": MSE}, roster=None)
    assert not found.submissions
    assert {line.fate for line in found.files} == {Fate.UNMATCHED}
