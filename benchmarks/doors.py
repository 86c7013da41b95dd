"""Every program of the attack corpus through every door: does each earn what is written on it, whoever asks?

    .venv/bin/python benchmarks/doors.py [grade] [cluster] [verify] [learn] [similar] [submit] [gradescope] [nbgrader] [otter]

The tests of tests/attacks/test_doors.py with all programs instead of a few; otter takes ten seconds for each.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Run the tests of the doors that were asked for, or of all."""
    sys.path.insert(0, str(ROOT))
    from tests.attacks.doors import EVERYTHING

    chosen = ("-k", " or ".join(sys.argv[1:])) if len(sys.argv) > 1 else ()
    words = (sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", "tests/attacks/test_doors.py", *chosen)
    return subprocess.run(words, cwd=ROOT, env={**os.environ, EVERYTHING: "1"}, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
