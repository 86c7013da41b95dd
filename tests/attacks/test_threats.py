"""The table of threats in docs/safety.md names tests: each is there, and each `-k` chooses some of them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.attacks.corpus import FAMILIES

ROOT = Path(__file__).resolve().parents[2]
SECTION = "## Who tries what, and what holds it"
KIT = ROOT / "autograder"


def rows():
    """What is tried, and the cell that says which tests show that it is held."""
    text = (ROOT / "docs" / "safety.md").read_text("utf-8").partition(SECTION)[2].partition("\n## ")[0]
    cells = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [(cell[2], cell[-1]) for cell in cells[1:]]


def place(name, before):
    """A file or folder by its whole path, beside the one named before it, or wherever the only one of its name is."""
    for path in (ROOT / name, *(folder / name for folder in (before, before.parent))):
        if path.exists():
            return path
    (found,) = (ROOT / "tests").rglob(name)
    return found


def names(path):
    """All tests at a place."""
    files = [path] if path.is_file() else [*path.rglob("test_*.py")]
    trees = [ast.parse(file.read_text("utf-8")) for file in files]
    return [node.name for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize(("tried", "shown"), rows())
def test_what_the_table_of_threats_names_is_there(tried, shown):
    before = ROOT
    for named in re.findall(r"`([^`]+)`", shown):
        path, _, word = named.partition("-k ")
        if path.strip():
            before = place(path.split()[0], before)
        if word:
            assert any(word in name for name in names(before) if name.startswith("test_")), (tried, named)
    families = set(re.findall(r"\*(\w+)\*", shown))
    assert families <= FAMILIES.keys()
    assert "`" in shown or tried == "anything"  # of a worker, which is not held


def test_the_table_of_threats_is_read_whole():
    assert len(rows()) >= 20


def test_no_python_that_the_kit_starts_searches_the_folder_it_stands_in():
    """Whoever stands in a student's folder starts nothing of that student's."""
    lists = [
        (path, node)
        for path in KIT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.List) and node.elts and ast.unparse(node.elts[0]) == "sys.executable"
    ]
    assert len(lists) >= 3
    unsafe = [f"{path.name}:{node.lineno}" for path, node in lists if "'-P'" not in ast.unparse(node)]
    assert unsafe == []
