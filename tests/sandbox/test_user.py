"""The same isolation and endings for somebody who is not root, wherever the checkout and the interpreter lie."""

from __future__ import annotations

import os

import pytest

from autograder.model import Limits
from autograder.sandbox.host import workspace
from autograder.sandbox.host.runtime_files import runtime_files
from autograder.sandbox.host.sandbox import open_with_layers
from autograder.sandbox.protocol import STRONGEST_FIRST
from tests.sandbox.elsewhere import readable_by_all
from tests.sandbox.programs import BARE, run

pytestmark = [pytest.mark.real, pytest.mark.slow]


@pytest.fixture(scope="module")
def elsewhere():
    with readable_by_all() as place:
        yield place


@pytest.mark.skipif(os.geteuid() != 0, reason="these very tests ran as an ordinary user already")
@pytest.mark.parametrize(
    "chosen", [["test_isolation.py"], ["test_endings.py", "-k", "honest or endless or fault or memory"]]
)
def test_an_ordinary_user_is_kept_as_safe(elsewhere, chosen):
    """All three sets of layers: none may be left out."""
    options = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-x", "-o", f"pythonpath={elsewhere.root}")
    ran = elsewhere.run(*options, *chosen, cwd=elsewhere.root / "tests" / "sandbox")
    said = ran.stdout[-3000:] + ran.stderr[-2000:]
    assert ran.returncode == 0, said
    assert " passed" in said.splitlines()[-1], said


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user's sandbox needs nothing that only root can read")
def test_root_may_keep_interpreter_and_packages_to_itself(monkeypatch):
    """As in root's home: CORE without bubblewrap stands there too, by links in a folder that its user can read."""
    monkeypatch.setattr(workspace, "_open_to_all", lambda path: not str(path).startswith(str(runtime_files().sites[0])))
    with open_with_layers((STRONGEST_FIRST[-1],), limits=Limits(), warm=BARE) as sandbox:
        shown = run(sandbox, "import sys, msgspec; emit(msgspec.__file__.encode()); emit(sys.prefix.encode())")
    assert all(b"autograder-run-" in frame for frame in shown.frames), shown
