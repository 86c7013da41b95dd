"""Publishing writes a folder as a whole, the same bytes each time, and never over a person's work."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from autograder.errors import InstructorError, UsageError
from autograder.handout import publish, stale
from autograder.handout.files import files
from autograder.model import LIBRARIES, WEEK_LIBRARIES
from tests.handout.handouts import handout


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_returned_is_what_is_there(tmp_path):
    written = publish(handout(), tmp_path)
    assert sorted(written) == sorted(path for path in tmp_path.rglob("*") if path.is_file())


def test_the_same_handout_gives_the_same_bytes(tmp_path):
    publish(handout(), tmp_path / "a")
    publish(handout(), tmp_path / "b")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_publishing_twice_changes_nothing(tmp_path):
    publish(handout(), tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    publish(handout(), tmp_path)
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}


def test_what_was_generated_is_replaced(tmp_path):
    publish(handout(), tmp_path)
    publish(handout(rules={"ko": "같이 하세요.", "en": "Work together."}), tmp_path)
    assert "Work together." in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_what_is_no_longer_wanted_goes(tmp_path):
    publish(handout(), tmp_path)
    publish(handout(data={}), tmp_path)
    assert not (tmp_path / "data" / "regression.csv").exists()


@pytest.mark.parametrize("name", ["by_hand.py", "README.md", "week99.ipynb", "data/regression.csv"])
def test_what_a_person_changed_is_not_overwritten(tmp_path, name):
    publish(handout(), tmp_path)
    (tmp_path / name).write_text("mine", encoding="utf-8")
    before = contents(tmp_path)
    with pytest.raises(InstructorError, match="was changed by hand"):
        publish(handout(title={"ko": "새", "en": "new"}, data={}), tmp_path)
    assert contents(tmp_path) == before


def test_what_was_there_before_is_not_overwritten(tmp_path):
    (tmp_path / "by_hand.py").write_text("mine", encoding="utf-8")
    with pytest.raises(InstructorError, match=r"by_hand\.py was changed by hand, or was there before"):
        publish(handout(), tmp_path)


def test_other_files_are_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    publish(handout(), tmp_path)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_fresh_folder_is_not_stale(tmp_path):
    publish(handout(), tmp_path)
    assert stale(handout(), tmp_path) == ()


def test_stale_names_what_is_changed_missing_and_left_over(tmp_path):
    publish(handout(), tmp_path)
    (tmp_path / "by_hand.py").write_text("mine", encoding="utf-8")
    (tmp_path / "more.py").unlink()
    assert stale(handout(data={}), tmp_path) == (
        ".handout.json",
        "README.md",
        "by_hand.py",
        "data/regression.csv",
        "more.py",
    )


@pytest.mark.parametrize("manifest", ["{", "[]", '{"format": 2, "week": "", "files": {}}', '{"format": 1, "files": 3}'])
def test_a_manifest_that_is_none_stops(tmp_path, manifest):
    (tmp_path / ".handout.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(InstructorError, match=r"\.handout\.json does not list"):
        publish(handout(), tmp_path)


def test_a_manifest_cannot_reach_outside(tmp_path):
    """Whatever it lists and is unwanted would be deleted."""
    manifest = {"format": 1, "week": "week99", "files": {"../precious.txt": ""}}
    (tmp_path / ".handout.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(InstructorError, match="not in its folder"):
        publish(handout(), tmp_path)


@pytest.mark.parametrize("asked", [{"formats": ["flies"]}, {"languages": ["kr"]}])
def test_unknown_formats_and_languages_are_usage(tmp_path, asked):
    with pytest.raises(UsageError, match="cannot be published; expected"):
        publish(handout(), tmp_path, **asked)


def test_a_library_that_is_not_there_is_told_once_and_before_anything_else(tmp_path):
    """With torch and pytest alone: what has to be installed, and no error of every file that imports it."""
    (tmp_path / "conftest.py").write_text(files(handout(), ["en"])["conftest.py"].decode(), encoding="utf-8")
    (tmp_path / "loops.py").write_text("import json\nimport no_such_library.part as part\n", encoding="utf-8")
    (tmp_path / "test_loops.py").write_text("import loops\n", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.stdout + ran.stderr).count("no_such_library") == 1
    assert "delete its import, unless the exercise needs it:  no_such_library" in ran.stderr


def test_a_package_is_named_only_where_its_name_is_known():
    """`google` of google.colab is no package, and `pip install sklearn` fails: only names we keep are said."""
    there: dict[str, object] = {}
    source = files(handout(), ["en"])["conftest.py"].decode()
    exec(compile(source, "conftest.py", "exec"), there)
    assert {*LIBRARIES, *WEEK_LIBRARIES} <= there["PACKAGES"].keys()
