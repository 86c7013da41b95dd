"""Saving a file is noticed, once."""

from __future__ import annotations

from functools import partial
from itertools import islice

from autograder.student import saves


class DoneError(Exception):
    """All that was to happen has happened."""


def ticks(folder, *actions):
    """How often a change was noticed while these happened, one a look."""
    todo = list(actions)

    def sleep(_):
        if not todo:
            raise DoneError
        todo.pop(0)()

    count = 0
    try:
        for _ in islice(saves(folder, sleep=sleep), 10):
            count += 1
    except DoneError:
        pass
    return count


def save(path, text="x"):
    return partial(path.write_text, text, encoding="utf-8")


def nothing():
    pass


def test_a_saved_file_is_noticed_once(tmp_path):
    assert ticks(tmp_path, nothing, save(tmp_path / "a.py"), nothing, nothing, nothing) == 1


def test_an_editor_that_saves_in_two_steps_is_noticed_once(tmp_path):
    first, second = save(tmp_path / "a.py", ""), save(tmp_path / "a.py")
    assert ticks(tmp_path, first, second, nothing, nothing, nothing) == 1


def test_what_is_not_code_is_not_noticed(tmp_path):
    assert ticks(tmp_path, save(tmp_path / "a.csv"), nothing, nothing) == 0
