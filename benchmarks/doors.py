"""Every program of the attack corpus through every door: does each earn what is written on it, whoever asks?

    .venv/bin/python benchmarks/doors.py [grade] [cluster] [verify] [learn] [similar] [submit] [gradescope] [nbgrader] [otter]
        [--part 1/8] [--ordinary]

The tests of tests/attacks/test_doors.py with all programs instead of a few; otter takes ten seconds for each, so that a part
of the programs can be asked for. With --ordinary whoever grades is no root: root gives up its rights first.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.attacks.doors import EVERYTHING  # noqa: E402
from tests.sandbox.elsewhere import readable_by_all  # noqa: E402


def main() -> int:
    """Run the tests of the doors that were asked for, or of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("doors", nargs="*", metavar="DOOR", help="all of them unless said")
    parser.add_argument("--part", default="1/1", metavar="K/N", help="the K-th of N parts of the programs")
    parser.add_argument("--ordinary", action="store_true", help="as somebody who is not root")
    asked = parser.parse_args()
    words = ("-m", "pytest", "-v", "-p", "no:cacheprovider", "--durations", "0", "--durations-min", "5")
    chosen = ("-k", " or ".join(asked.doors)) if asked.doors else ()
    if not asked.ordinary:
        env = {**os.environ, EVERYTHING: asked.part}
        command = (sys.executable, *words, *chosen, "tests/attacks/test_doors.py")
        return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
    with readable_by_all() as place, tempfile.TemporaryDirectory(prefix="autograder-doors-") as base:
        Path(base).chmod(0o777)
        own = (
            f"--basetemp={base}/user",
            "-o",
            f"pythonpath={place.root}",
            *chosen,
            place.root / "tests" / "attacks" / "test_doors.py",
        )
        env = {EVERYTHING: asked.part, "TMPDIR": base, "HOME": base, "OMP_NUM_THREADS": "1"}
        return place.run(*words, *own, cwd=Path(base), captured=False, **env).returncode


if __name__ == "__main__":
    raise SystemExit(main())
