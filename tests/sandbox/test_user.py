"""The same isolation and endings for somebody who is not root."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.real, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534


def interpreter():
    """One of this version that everybody may run; None where there is none."""
    named = shutil.which(f"python{sys.version_info.major}.{sys.version_info.minor}", path="/usr/bin:/usr/local/bin")
    return next((path for path in (sys.executable, named) if path and runs(path)), None)


def runs(path):
    """Whether it starts for somebody who is not root."""
    return subprocess.run(as_nobody(path, "-c", ""), capture_output=True, check=False).returncode == 0


def as_nobody(*command):
    """A command as somebody else. The second exec is the first that has lost root's right to look everywhere."""
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "env", *command]


@pytest.mark.skipif(os.geteuid() != 0, reason="these very tests ran as an ordinary user already")
@pytest.mark.parametrize(
    "chosen", [["test_isolation.py"], ["test_endings.py", "-k", "honest or endless or fault or memory"]]
)
def test_an_ordinary_user_is_kept_as_safe(chosen):
    """All three sets of layers, where an interpreter can be found that does not lie in root's home."""
    python = interpreter()
    if python is None:
        pytest.skip("no interpreter of this version that everybody may run")
    path = os.pathsep.join((str(ROOT), *(entry for entry in sys.path if "site-packages" in entry)))
    ran = subprocess.run(
        as_nobody(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-x", *chosen),
        cwd=ROOT / "tests" / "sandbox",
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", "HOME": "/nonexistent"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = ran.stdout[-3000:] + ran.stderr[-2000:]
    assert ran.returncode == 0, said
    assert " passed" in said.splitlines()[-1], said
