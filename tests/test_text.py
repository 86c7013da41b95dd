"""What strangers wrote is read, not obeyed."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.files import table
from autograder.text import (
    by_language,
    cell,
    file_name,
    nearest,
    one_line,
    terminal_language,
    visible,
    without_folders,
    without_passwords,
)

HOSTILE = (
    "../../etc/passwd",
    "a/b",
    "..",
    ".",
    "",
    "con",
    "NUL.txt",
    "-rf",
    "a\x00b",
    "\u202etxt.exe",
    "a" * 400,
    "<img src=x>",
    "name.",
    "C:\\x",
    "\ud800",
)


@given(st.text())
def test_no_control_or_reversing_character_is_left(text):
    assert not {unicodedata.category(mark) for mark in visible(text, keep="")} & {"Cc", "Cs", "Zl", "Zp"}


def test_an_escape_sequence_is_written_out():
    assert visible("\x1b[31mred") == "\\x1b[31mred"


def test_reversed_writing_is_written_out():
    assert visible("cod\u202eexe.py") == "cod\\u202eexe.py"


@pytest.mark.parametrize("text", ["김민준", "أحمد علي", "Ada", "👩‍💻"])
def test_names_of_all_scripts_stay_as_they_are(text):
    assert visible(text) == text


@given(st.text())
def test_a_line_is_one_line(text):
    assert len(one_line(text).splitlines()) <= 1


@given(st.sampled_from(["=", "+", "-", "@", "\t", "\r", ""]), st.text())
def test_no_cell_is_a_formula(begin, rest):
    text = begin + rest
    assert (
        not cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))
        or cell(text) == "-"
        or cell(text).lstrip("+-").replace(".", "").isdigit()
    )


@pytest.mark.parametrize("mark", [";", "\t", ", ", '; "', ";'"])
@pytest.mark.parametrize("formula", ["=1+1", "@SUM(A1)", "-2+3+cmd|' /C calc'!A0", "+cmd|x", "＝1"])
def test_no_part_of_a_cell_is_a_formula_for_whom_another_mark_parts_cells(mark, formula):
    """Excel in German parts the cells of a file with commas at semicolons."""
    assert cell(f"Kim{mark}{formula}") == f"Kim{mark}'{formula}"


@pytest.mark.parametrize("text", ["(-5, 10), (-3, -2)", "loss; -0.5 instead of 1", "a -> b, - c", "Kim, -"])
def test_numbers_behind_a_comma_stay_as_they_are(text):
    assert cell(text) == text


def test_a_file_name_has_no_more_bytes_than_a_disk_keeps():
    """An id of letters that have four bytes each: the pages of a whole class are written by these names."""
    names = [file_name(letter * 63, suffix) for letter in "𠀀김a" for suffix in (".html", "_week04.receipt.json")]
    assert max(len(name.encode()) for name in names) <= 255


def test_no_id_is_the_file_name_of_another():
    """Somebody could choose an id by which a page of another is written over."""
    name = file_name("kim minjun", "")
    assert file_name(name, "") != name


@given(st.lists(st.text(), min_size=1))
def test_a_table_has_as_many_cells_as_were_written(row):
    assert len(next(csv.reader(io.StringIO(table([row]), newline="")))) == len(row)


@pytest.mark.parametrize("text", ["-5", "+3.25", "007", "202100001", "-"])
def test_plain_numbers_and_ids_stay_as_they_are(text):
    assert cell(text) == text


@pytest.mark.parametrize("student", ["202112345", "kim.minjun", "김민준", "s_1-2", "a@b.ac.kr"])
def test_a_fit_id_is_its_own_file_name(student):
    assert file_name(student, ".html") == f"{student}.html"


@pytest.mark.parametrize("student", HOSTILE)
def test_a_hostile_id_stays_within_its_folder(student, tmp_path):
    path = tmp_path / file_name(student, ".html")
    path.write_text("page", encoding="utf-8")
    assert path.resolve().parent == tmp_path.resolve()


@given(st.sets(st.text(), min_size=2))
def test_no_two_ids_share_a_file(students):
    different = {unicodedata.normalize("NFC", student) for student in students}
    assert len({file_name(student, ".html") for student in students}) == len(different)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("open('/home/kim/a b/x.csv')", "open('/home/kim/a b/x.csv')".replace("/home/kim/", "…/")),
        ("(/usr/lib/python3/torch/__init__.py)", "(…/__init__.py)"),
        ("C:\\Users\\kim\\x.csv", "…/x.csv"),
        ("https://example.org/data/a/x.csv", "https://example.org/data/a/x.csv"),
        ("a/b/c.py", "a/b/c.py"),
        ("1 / 2 / 3", "1 / 2 / 3"),
    ],
)
def test_absolute_paths_lose_their_folders(text, shown):
    assert without_folders(text) == shown


@pytest.mark.parametrize(("word", "found"), [("mse_valu", ["mse_value"]), ("xyz", [])])
def test_a_misspelt_name_finds_the_nearest(word, found):
    assert nearest(word, ["mse_value", "sigmoid"]) == found


def test_paragraphs_are_parted_by_language():
    assert by_language("하나.\n\nOne.\n\n둘 and 셋.\n\nTwo.") == {"ko": "하나.\n\n둘 and 셋.", "en": "One.\n\nTwo."}


@pytest.mark.parametrize(
    ("names", "language"),
    [({"LANG": "ko_KR.UTF-8"}, "ko"), ({"LANG": "ko_KR", "LC_ALL": "en_US"}, "en"), ({"LANG": "de_DE"}, "")],
)
def test_the_terminal_says_its_language(monkeypatch, names, language):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    assert terminal_language() == language


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("postgresql://ta:secret@host/db is away", "postgresql://ta:***@host/db is away"),
        ("postgresql://ta:a@b/secret:c@host/db", "postgresql://ta:***@host/db"),
        ("postgresql://ta:secret", "postgresql://ta:***"),
        ("postgresql://ta:123secret/db", "postgresql://ta:***"),
        ("host=db password=secret user=ta", "host=db password=*** user=ta"),
        ("?user=ta&password=secret&x=1", "?user=ta&password=***&x=1"),
        ("//ta:secret@host", "//ta:***@host"),
        ("ta:secret@host:5432/db is no folder", "ta:***@host:5432/db is no folder"),
        ("(invalid address 'ta:secret@127.0.0.1:1')", "(invalid address 'ta:***@127.0.0.1:1')"),
        ("tcp://10.0.0.5:8786 answers", "tcp://10.0.0.5:8786 answers"),
        ("postgresql://ta@host:5432/db", "postgresql://ta@host:5432/db"),
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
    ],
)
def test_a_password_is_never_shown(said, shown):
    """Whatever else is wrong with the address it stands in."""
    assert without_passwords(said) == shown


def test_no_part_of_a_typed_password_is_shown_wherever_a_library_cut_the_address():
    """An @ in a password makes the rest of it a host."""
    typed = ("history", "postgresql://ta:s3@cr3t@host/db")
    assert without_passwords("failed to resolve host 'cr3t@host'", typed) == "failed to resolve host '***@host'"
