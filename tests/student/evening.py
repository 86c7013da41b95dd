"""A weak student's evening with week04: every command is run, every word of both transcripts is what it printed.

The folder is a copy of assignments/week04 in which the due date lies ahead. Times and the home folder are written as one
student's would be.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest import mock

from autograder import student
from autograder.__main__ import run

COURSE = Path(__file__).parents[2]
PAGES = {"en": COURSE / "docs" / "evening.md", "ko": COURSE / "docs" / "evening.ko.md"}
TERMINALS = {"en": "en_US.UTF-8", "ko": "ko_KR.UTF-8"}
FILE = "regression_by_hand.py"
HEADS = {
    "en": """# A weak student's evening

[한국어](evening.ko.md)

What a student sees who makes a mistake in each of the four steps, and mends it. This page is written by a test, which
types every command below into a copy of `assignments/week04` and writes down what comes
(`UPDATE_GOLDEN=1 pytest tests/student/test_evening.py`).
""",
    "ko": """# 어느 학생의 저녁

[English](evening.md)

네 단계에서 한 번씩 실수하고 고치는 학생이 보는 화면입니다. 아래의 명령은 모두 테스트가 `assignments/week04`의 사본에서
실행하고, 나온 그대로 적습니다(`UPDATE_GOLDEN=1 pytest tests/student/test_evening.py`).
""",
}


class Evening:
    """A home with the handout in it, and the pages that grow while things happen there, one a language."""

    def __init__(self, home: Path) -> None:
        self.home, self.folder = home, home / "week04"
        shutil.copytree(COURSE / "assignments" / "week04", self.folder)
        manifest = self.folder / ".handout.json"
        results = json.loads(manifest.read_text(encoding="utf-8"))
        manifest.write_text(json.dumps(results | {"due": "2122-10-05T23:59:00+09:00"}), encoding="utf-8")
        self.pages = {language: [head] for language, head in HEADS.items()}

    def say(self, **words: str) -> None:
        for language, text in words.items():
            self.pages[language].append(f"{text}\n")

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
        both = f'```python\n{first}\n    """…"""\n{written}\n```'
        self.say(en=both, ko=both)

    def type(self, *words: str) -> None:
        """Type a command at an English terminal and at a Korean one; what the code does is the same for both."""
        shown = " ".join(["autograder", *words]).replace(str(self.home), "~")
        found: list[student.Checked] = []

        def once(*asked: Any, **more: Any) -> student.Checked:
            found[:] = found or [check(*asked, **more)]
            return found[0]

        check = student.check
        with mock.patch.object(student, "check", once):
            for language in self.pages:
                printed = self._masked(self._printed(words, TERMINALS[language]))
                self.say(**{language: f"```console\n~/week04 $ {shown}\n{printed}```"})

    def _printed(self, words: tuple[str, ...], terminal: str) -> str:
        out, err = io.StringIO(), io.StringIO()
        plain = {"LANG": terminal, "LC_ALL": terminal, "COLUMNS": "100", "HOME": str(self.home)}
        printed = contextlib.redirect_stdout(out), contextlib.redirect_stderr(err)
        with mock.patch.dict(os.environ, plain), contextlib.chdir(self.folder), printed[0], printed[1]:
            run(words)
        return out.getvalue() + err.getvalue()

    def _masked(self, text: str) -> str:
        text = text.replace(str(self.home), "~")
        text = re.sub(r"\d{8}T\d{6}Z", "20221005T121507Z", text)
        return re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(UTC[+-]\d{4}\)", "2022-10-05 21:15:07 (UTC+0900)", text)


def transcripts(home: Path) -> Mapping[str, str]:
    """The whole evening in each language, as Markdown."""
    evening = Evening(home)
    _begin(evening)
    _four_steps(evening)
    _loop(evening)
    _hand_in(evening)
    return {language: "\n".join(page) for language, page in evening.pages.items()}


def _begin(evening: Evening) -> None:
    evening.say(en="## Where do I begin?", ko="## 어디서부터 할까요?")
    evening.type("check")


def _four_steps(evening: Evening) -> None:
    evening.say(
        en="## step1: yhat\n\nA line of code, and nothing that gives it back.",
        ko="## step1: yhat\n\n코드는 한 줄 있지만 돌려주는 것이 없습니다.",
    )
    evening.write("yhat", "# step1: yhat", "X@What")
    evening.type("check", "--only", "yhat")
    evening.write("yhat", "# step1: yhat", "return X@What")
    evening.type("check", "--only", "yhat")
    evening.say(
        en="## step2: loss\n\nA sum where the mean was asked for.",
        ko="## step2: loss\n\n평균이 아니라 합을 구했습니다.",
    )
    evening.write("mse", "# step2: loss", "print(y.shape, yhat.shape)", "return torch.sum((y-yhat)**2)")
    evening.type("check", "--only", "mse")
    evening.write("mse", "# step2: loss", "return torch.mean((y-yhat)**2)")
    evening.say(
        en="## step3: backward\n\nNo parentheses: nothing is called.",
        ko="## step3: backward\n\n괄호가 없어서 아무것도 호출되지 않습니다.",
    )
    evening.write("backward", "# step3: 미분", "loss.backward")
    evening.type("check", "--only", "backward")
    evening.write("backward", "# step3: 미분", "loss.backward()")
    evening.say(
        en="## step4: update\n\nFirst autograd minds; then the gradient is still there for the next epoch.",
        ko="## step4: update\n\n처음에는 autograd가 막고, 다음에는 미분값이 다음 에폭까지 남습니다.",
    )
    evening.write("update", "# step4: update", "What -= lr*What.grad", "return What")
    evening.type("check", "--only", "update")
    evening.write("update", "# step4: update", "What.data = What.data - lr*What.grad", "return What")
    evening.type("check", "--only", "update")
    update = ("# step4: update", "What.data = What.data - lr*What.grad", "What.grad = None", "return What")
    evening.write("update", *update)


def _loop(evening: Evening) -> None:
    evening.say(
        en="## The loop\n\nyhat and the loss are computed once, before the loop.",
        ko="## 반복문\n\nyhat과 손실을 반복문 앞에서 한 번만 계산합니다.",
    )
    once = ("yh = yhat(X, What)", "loss = mse(y, yh)", "for epoc in range(epochs):")
    evening.write("fit_mse", *once, "    backward(loss)", "    update(What, lr)", "return What")
    evening.type("check", "--only", "fit_mse")
    evening.say(
        en="Then a loop that never comes to its end, and a bracket too few.", ko="끝나지 않는 반복문, 그리고 빠진 괄호."
    )
    steps = ("    loss = mse(y, yhat(X, What))", "    backward(loss)", "    update(What, lr)")
    evening.write("fit_mse", "epoc = 0", "while epoc < epochs:", *steps, "return What")
    evening.type("check", "--only", "fit_mse", "--seconds", "3")
    broken = ("    loss = mse(y, yhat(X, What)", *steps[1:])
    evening.write("fit_mse", "for epoc in range(epochs):", *broken, "return What")
    evening.type("check", FILE)
    evening.write("fit_mse", "for epoc in range(epochs):", *steps, "return What")
    evening.type("check", FILE)


def _hand_in(evening: Evening) -> None:
    evening.say(
        en="## Handing it in\n\nWhat is not begun is told once more, and keeps nobody from submitting.",
        ko="## 제출하기\n\n시작하지 않은 것을 한 번 더 알려 주지만 제출을 막지는 않습니다.",
    )
    (evening.home / "inbox").mkdir()
    evening.type("submit", ".", "--student", "20221234", "--to", str(evening.home / "inbox"))
    slip = min((evening.folder / "submitted").glob("*.receipt.json"))
    evening.say(en="The receipt:", ko="접수증:")
    text = re.sub(r'"at": "[^"]*"', '"at": "2022-10-05T12:15:07Z"', slip.read_text(encoding="utf-8"))
    both = f"```json\n{text}```"
    evening.say(en=both, ko=both)
