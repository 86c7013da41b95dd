"""`submit` in a cell, without a server: what is not saved is not handed in, and no token goes where others read it."""

from __future__ import annotations

import os
import sys
import time
from types import SimpleNamespace

import nbformat
import pytest

from autograder.errors import SubmissionError, UsageError
from autograder.student import hand_in_cell, portal_client

CELL = "submit('week03')"


@pytest.fixture
def notebook(tmp_path, monkeypatch):
    """A kernel whose notebook is a file that JupyterLab cannot be asked to save."""
    path = tmp_path / "week03.ipynb"
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    shell = SimpleNamespace(user_ns={"In": ["", CELL]})
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    monkeypatch.setitem(sys.modules, "ipylab", None)

    def written(*cells, seconds_ago=0.0):
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        path.write_text(nbformat.writes(book), "utf-8")
        os.utime(path, (time.time() - seconds_ago,) * 2)

    return written


def test_a_notebook_that_was_just_saved_is_handed_in(notebook):
    notebook("x = 1", CELL)
    assert hand_in_cell._save("en") is None


@pytest.mark.parametrize(("cells", "ago"), [(["x = 1"], 0), (["x = 1", CELL], 3600), ([], 0)])
def test_a_notebook_that_is_not_as_it_stands_on_the_screen_is_refused(cells, ago, notebook):
    notebook(*cells, seconds_ago=ago)
    with pytest.raises(SubmissionError, match=r"not saved.*Nothing was handed in"):
        hand_in_cell._save("en")


def test_a_token_is_never_sent_where_others_read_it(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with pytest.raises(UsageError, match="https"):
        portal_client.known_account("http://grading.example.org", "secret")
    with pytest.raises(UsageError, match="My account"):
        portal_client.known_account()
    (tmp_path / "autograder").mkdir()
    (tmp_path / "autograder" / "portal.toml").write_text('address = "https://g.example.org/"\ntoken = "t"\n', "utf-8")
    assert portal_client.known_account() == portal_client.PortalAccount("https://g.example.org", "t")
