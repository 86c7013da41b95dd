"""A weak student's evening with week04: every command is run, every word of the transcript is what it printed.

The folder is a copy of assignments/week04 in which the due date lies ahead. Times and the home folder are written as one
student's would be.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

COURSE = Path(__file__).parents[2]
PAGE = COURSE / "docs" / "evening.md"
FILE = "regression_by_hand.py"
HEAD = """# A weak student's evening

What a student sees who makes a mistake in each of the four steps, and mends it. This page is written by a test, which
types every command below into a copy of `assignments/week04` and writes down what comes
(`UPDATE_GOLDEN=1 pytest tests/student/test_evening.py`).
"""


class Evening:
    """A home with the handout in it, and the page that grows while things happen there."""

    def __init__(self, home: Path) -> None:
        self.home, self.folder = home, home / "week04"
        shutil.copytree(COURSE / "assignments" / "week04", self.folder)
        manifest = self.folder / ".handout.json"
        results = json.loads(manifest.read_text(encoding="utf-8"))
        manifest.write_text(json.dumps(results | {"due": "2122-10-05T23:59:00+09:00"}), encoding="utf-8")
        self.page = [HEAD]

    def say(self, text: str) -> None:
        self.page.append(f"{text}\n")

    def write(self, function: str, *lines: str) -> None:
        """Write a function's body, below its docstring."""
        path = self.folder / FILE
        text = path.read_text(encoding="utf-8")
        ((head, body),) = re.findall(rf'(def {function}\(.*?"""\n)(.*?)(?=\n\n\ndef |\Z)', text, re.DOTALL)
        first = head.partition("\n")[0]
        written = "\n".join(f"    {line}" if line else "" for line in lines)
        path.write_text(
            text.replace(head + body, head + written.rstrip() + "\n" * (not body.strip())), encoding="utf-8"
        )
        self.page.append(f'```python\n{first}\n    """…"""\n{written}\n```\n')

    def type(self, *words: str, **environment: str) -> None:
        """Type a command, in English unless told otherwise."""
        plain = {"LANG": "en_US.UTF-8", "COLUMNS": "100", "HOME": str(self.home), **environment}
        kept = {name: value for name, value in os.environ.items() if name not in {"LC_ALL", "LC_MESSAGES"}}
        command = [sys.executable, "-m", "autograder", *words]
        ran = subprocess.run(command, cwd=self.folder, env=kept | plain, capture_output=True, text=True, check=False)
        shown = " ".join(["autograder", *words]).replace(str(self.home), "~")
        self.page.append(f"```console\n~/week04 $ {shown}\n{self._masked(ran.stdout + ran.stderr)}```\n")

    def _masked(self, text: str) -> str:
        text = text.replace(str(self.home), "~")
        text = re.sub(r"\d{8}T\d{6}Z", "20221005T121507Z", text)
        return re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(UTC[+-]\d{4}\)", "2022-10-05 21:15:07 (UTC+0900)", text)


def transcript(home: Path) -> str:
    """The whole evening, as Markdown."""
    evening = Evening(home)
    _begin(evening)
    _four_steps(evening)
    _loop(evening)
    _hand_in(evening)
    return "\n".join(evening.page)


def _begin(evening: Evening) -> None:
    evening.say("## Where do I begin?")
    evening.type("check")


def _four_steps(evening: Evening) -> None:
    evening.say("## step1: yhat\n\nA line of code, and nothing that gives it back.")
    evening.write("yhat", "# step1: yhat", "X@What")
    evening.type("check", "--only", "yhat")
    evening.write("yhat", "# step1: yhat", "return X@What")
    evening.type("check", "--only", "yhat")
    evening.say("## step2: loss\n\nA sum where the mean was asked for. In Korean, as a Korean terminal shows it:")
    evening.write("mse", "# step2: loss", "print(y.shape, yhat.shape)", "return torch.sum((y-yhat)**2)")
    evening.type("check", "--only", "mse", LANG="ko_KR.UTF-8")
    evening.write("mse", "# step2: loss", "return torch.mean((y-yhat)**2)")
    evening.say("## step3: backward\n\nNo parentheses: nothing is called.")
    evening.write("backward", "# step3: 미분", "loss.backward")
    evening.type("check", "--only", "backward")
    evening.write("backward", "# step3: 미분", "loss.backward()")
    evening.say("## step4: update\n\nFirst autograd minds; then the gradient is still there for the next epoch.")
    evening.write("update", "# step4: update", "What -= lr*What.grad", "return What")
    evening.type("check", "--only", "update")
    evening.write("update", "# step4: update", "What.data = What.data - lr*What.grad", "return What")
    evening.type("check", "--only", "update")
    update = ("# step4: update", "What.data = What.data - lr*What.grad", "What.grad = None", "return What")
    evening.write("update", *update)


def _loop(evening: Evening) -> None:
    evening.say("## The loop\n\nyhat and the loss are computed once, before the loop.")
    once = ("yh = yhat(X, What)", "loss = mse(y, yh)", "for epoc in range(epochs):")
    evening.write("fit_mse", *once, "    backward(loss)", "    update(What, lr)", "return What")
    evening.type("check", "--only", "fit_mse")
    evening.say("Then a loop that never comes to its end, and a bracket too few.")
    steps = ("    loss = mse(y, yhat(X, What))", "    backward(loss)", "    update(What, lr)")
    evening.write("fit_mse", "epoc = 0", "while epoc < epochs:", *steps, "return What")
    evening.type("check", "--only", "fit_mse", "--seconds", "3")
    broken = ("    loss = mse(y, yhat(X, What)", *steps[1:])
    evening.write("fit_mse", "for epoc in range(epochs):", *broken, "return What")
    evening.type("check", FILE)
    evening.write("fit_mse", "for epoc in range(epochs):", *steps, "return What")
    evening.type("check", FILE)


def _hand_in(evening: Evening) -> None:
    evening.say("## Handing it in\n\nWhat is not begun is told once more, and keeps nobody from submitting.")
    (evening.home / "inbox").mkdir()
    evening.type("submit", ".", "--student", "20221234", "--to", str(evening.home / "inbox"))
    slip = next((evening.folder / "submitted").glob("*.receipt.json"))
    evening.say("The receipt:")
    text = re.sub(r'"at": "[^"]*"', '"at": "2022-10-05T12:15:07Z"', slip.read_text(encoding="utf-8"))
    evening.page.append(f"```json\n{text}```\n")
