"""solutions/week04 and the lecture → a class of submissions to week04, as files that students would really hand in.

`python data/make_sample_class.py FOLDER` writes FOLDER/submissions/ and FOLDER/roster.csv. `… FOLDER week07` writes a class of another week: the solution,
the handout, notebooks, and of every exercise a known mistake and another right answer.
"""

from __future__ import annotations

import io
import json
import os
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from autograder.assignment import read
from autograder.assignment.stub import stub

WEEK = Path(__file__).resolve().parents[1] / "solutions" / "week04"
Files = Mapping[str, bytes]
HANDED_IN = 1_664_400_000  # seconds since 1970: 2022-09-28; a student's later file is a second younger

LECTURE = [
    "import numpy as np\nimport matplotlib.pyplot as plt\nimport pandas as pd\nimport torch",
    "torch.tensor([[1.0,0.0],[0.0,1.0]]) @ torch.tensor([[1],[2]])  # (에러1)",
    "%matplotlib inline\n!ls",
    'df = pd.read_csv("https://raw.githubusercontent.com/guebin/DL2022/master/_notebooks/2022-09-22-regression.csv")\ndf',
    "x = torch.tensor(df.x).float().reshape(100,1)\ny = torch.tensor(df.y).float().reshape(100,1)\n"
    "_1 = torch.ones([100,1])\nX = torch.concat([_1,x],axis=1)\nplt.plot(x,y,'o')",
    "What = torch.tensor([[-5.0],[10.0]],requires_grad=True)\nWhat",
    "for epoc in range(30):\n    ## step1: yhat\n    yhat = X@What\n    ## step2: loss\n"
    "    loss = torch.sum((y-yhat)**2)\n    ## step3: 미분\n    loss.backward()\n    ## step4: update\n"
    "    What.data = What.data - 1/1000* What.grad\n    What.grad = None",
    "What = torch.tensor([[-5.0],[10.0]],requires_grad=True)",
    "for epoc in range(30):\n    yhat = X@What\n    loss = torch.mean((y-yhat)**2)\n    loss.backward()\n"
    "    What.data = What.data - 1/10* What.grad\n    What.grad = None",
    "_x = x.reshape(-1)\nnet = torch.nn.Linear(in_features=1,out_features=1)\nnet(_x.int())  # 에러",
    "net = torch.nn.Linear(1,1)\nnet.bias.data = torch.tensor([-5.0])\nnet.weight.data =  torch.tensor([[10.00]])",
    "for epoc in range(30):\n    yhat = net(x)\n    loss = torch.mean((y-yhat)**2)\n    loss.backward()\n"
    "    net.bias.data = net.bias.data - 0.1*net.bias.grad\n"
    "    net.weight.data = net.weight.data - 0.1*net.weight.grad\n    net.bias.grad = None\n    net.weight.grad = None",
    "net = torch.nn.Linear(in_features=2,out_features=1,bias=False)\nnet.weight.data = torch.tensor([[-5.0,  10.0]])\n"
    "for epoc in range(30):\n    yhat = net(X)\n    loss = torch.mean((y-yhat)**2)\n    loss.backward()\n"
    "    net.weight.data = net.weight.data - 0.1 * net.weight.grad\n    net.weight.grad = None",
    "torch.optim.SGD?",
    "net = torch.nn.Linear(1,1)\nnet.bias.data = torch.tensor([-5.0])\nnet.weight.data = torch.tensor([[10.0]])\n"
    "optimizr = torch.optim.SGD(net.parameters(),lr=0.1)",
    "for epoc in range(30):\n    yhat = net(x)\n    loss = torch.mean((y-yhat)**2)\n    loss.backward()\n"
    "    optimizr.step()\n    optimizr.zero_grad()\nplt.plot(x,net(x).data,'--')",
    "net = torch.nn.Linear(2,1,bias=False)\nnet.weight.data = torch.tensor([[-5.0, 10.0]])\n"
    "optimizr = torch.optim.SGD(net.parameters(),lr=0.1)\nfor epoc in range(30):\n    yhat = net(X)\n"
    "    loss = torch.mean((y-yhat)**2)\n    loss.backward()\n    optimizr.step()\n    optimizr.zero_grad()",
    "What = torch.tensor([[-5.0],[10.0]],requires_grad=True)\noptimizr = torch.optim.SGD([What],lr=1/10)\n"
    "for epoc in range(30):\n    yhat = X@What\n    loss = torch.mean((y-yhat)**2)\n    loss.backward()\n"
    "    optimizr.step();optimizr.zero_grad()",
    "b = torch.tensor(-5.0,requires_grad=True)\nw = torch.tensor(10.0,requires_grad=True)\n"
    "optimizr = torch.optim.SGD([b,w],lr=1/10)\nfor epoc in range(30):\n    yhat = b+ w*x\n"
    "    loss = torch.mean((y-yhat)**2)\n    loss.backward()\n    optimizr.step(); optimizr.zero_grad()",
    "x =torch.linspace(-1,1,2000).reshape(2000,1)\nw0 = -1\nw1 = 5\nu = w0 + w1*x\n"
    "v = torch.exp(u) / (torch.exp(u)+1) # v는 성공할확률\ny=torch.bernoulli(v)",
    "l1=torch.nn.Linear(1,1)\nl1.bias.data=torch.tensor([-1.0])\nl1.weight.data = torch.tensor([[1.0]])\n"
    "a1=torch.nn.Sigmoid()",
    "for epoc in range(6000):\n    yhat = a1(l1(x))\n    loss = torch.mean((y-yhat)**2)\n    loss.backward()\n"
    "    l1.bias.data = l1.bias.data - 0.1 * l1.bias.grad\n"
    "    l1.weight.data = l1.weight.data - 0.1 * l1.weight.grad\n    l1.bias.grad = None\n    l1.weight.grad = None",
]
"""The lecture's own cells, the ones that raise on purpose included."""


def solution() -> dict[str, bytes]:
    """The five files, right."""
    return {path.name: path.read_bytes() for path in sorted(WEEK.glob("*.py"))}


def untouched() -> dict[str, bytes]:
    """The five files as they are handed out."""
    return {name: stub(source.decode()).encode() for name, source in solution().items()}


def changed(name: str, *edits: tuple[str, str], files: Files | None = None) -> dict[str, bytes]:
    """The right files with edits in one of them. An edit that finds nothing raises."""
    done = dict(files or solution())
    text = done[name].decode()
    for before, after in edits:
        if before not in text:
            raise LookupError(f"{name} holds no {before!r}")
        text = text.replace(before, after)
    return done | {name: text.encode()}


def inside(function: str, statement: str, name: str, *, files: Files | None = None) -> dict[str, bytes]:
    """The right files, with one statement put before everything else that a function does."""
    done = dict(files or solution())
    text = done[name].decode()
    head = text.index(f"def {function}(")
    body = text.index('"""\n', text.index('"""', head) + 3) + 4
    return done | {name: (text[:body] + f"    {statement}\n" + text[body:]).encode()}


def notebook(cells: list[str], *, nbformat: int = 4) -> bytes:
    """Cells as .ipynb. In format 3 they stand in worksheets, as IPython 2 wrote them."""
    if nbformat == 3:
        old = [{"cell_type": "code", "input": cell, "outputs": [], "language": "python"} for cell in cells]
        return json.dumps({"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": old}]}).encode()
    new = [
        {"cell_type": "code", "source": cell, "outputs": [], "metadata": {}, "execution_count": None} for cell in cells
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": new}, ensure_ascii=False).encode()


def as_notebook(files: Files) -> list[str]:
    """All files in one notebook, a cell each."""
    return [source.decode() for source in files.values()]


def zipped(files: Files) -> bytes:
    """The files in a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def sample_class() -> dict[str, tuple[str, Callable[[], Files]]]:
    """Who hands in what: student id → name, and files by path below submissions/."""
    by_hand = "regression_by_hand.py"

    def folder(student: str, files: Files) -> Files:
        return {f"{student}/{name}": content for name, content in files.items()}

    own: dict[str, tuple[str, Callable[[str], Files]]] = {
        "20220101": ("강다은", lambda s: folder(s, solution())),
        "20220102": ("김도윤", lambda s: folder(s, untouched())),
        "20220103": ("김서연", lambda s: {f"김서연({s}).ipynb": notebook(LECTURE)}),
        "20220104": ("남지호", lambda s: folder(s, changed("linear_layer.py", ("(y - yhat) ** 2", "(y - yhat) ** 3")))),
        "20220105": ("류하준", lambda s: folder(s, changed(by_hand, ("torch.mean((y - yhat)", "torch.sum((y - yhat)")))),
        "20220106": ("문채원", lambda s: folder(s, changed(by_hand, ("What.data - lr * What.grad", "What.data + lr * What.grad")))),
        "20220107": ("박시우", lambda s: folder(s, changed(by_hand, ("        What.grad = None\n", "")))),
        "20220108": ("배수아", lambda s: {f"{s}_배수아_week04.zip": zipped(solution())}),
        "20220109": ("서은우", lambda s: folder(s, inside("mse", "while True: pass", by_hand))),
        "20220110": ("송예린", lambda s: folder(s, inside("yhat", "import os; os._exit(0)", by_hand))),
        "20220111": ("신유준", lambda s: folder(s, inside("sigmoid", "import sys; sys.exit()", "logistic.py"))),
        "20220112": ("안나윤", lambda s: folder(s, inside("sse", "import ctypes; ctypes.string_at(0)", by_hand))),
        "20220113": ("오지안", lambda s: folder(s, changed("tensors.py", ("def grid(start, stop, num):", "def grid(start, stop, num)")))),
        "20220114": ("유건우", lambda s: folder(s, {"과제4_최종.py": b"".join(c + b"\n\n" for c in solution().values())})),
        "20220115": ("윤서아", lambda s: folder(s, inside("matmul_any", "return None", "tensors.py"))),
        "20220116": ("이도현", lambda s: folder(s, inside("residual", "return (y - yhat).detach().numpy()", "tensors.py"))),
        "20220117": ("이하은", lambda s: folder(s, {n: b"\xef\xbb\xbf" + c.replace(b"\n", b"\r\n") for n, c in solution().items()})),
        "20220118": ("임준서", lambda s: folder(s, {n: c.decode().encode("utf-16") for n, c in solution().items()})),
        "20220119": ("장소율", lambda s: folder(s, {"week04.ipynb": notebook(as_notebook(solution()), nbformat=3)})),
        "20220120": ("정우진", lambda s: folder(s, {"week04.ipynb": b'{"cells": [{"cell_type": "code", "source": "impo'})),
        "20220121": ("조아린", lambda s: folder(s, {**solution(), by_hand: bytes(range(256)) * 8})),
        "20220122": ("최시현", lambda s: {**folder(s, untouched()), f"최시현({s}).ipynb": notebook(as_notebook(solution()))}),
        "20220123": ("한지유", lambda s: folder(s, {".DS_Store": b"\0"})),
        "20220124": ("홍민재", lambda s: {}),
    }  # fmt: skip
    return {student: (name, lambda s=student, files=files: files(s)) for student, (name, files) in own.items()}


def class_of(week: Path) -> dict[str, tuple[str, Callable[[], Files]]]:
    """Who hands in what of another week: a mistake and a right answer of every exercise, each a student's."""
    assignment = read(week)
    right = {f"{module}.py": source for module, source in assignment.sources.items()}
    ways: list[tuple[str, str]] = [("", ""), ("", "")]
    for exercise in assignment.exercises:
        for known in (assignment.mistakes, assignment.variants):
            ways += [(one.module, one.source) for one in known if one.exercise == exercise.name][:1]
    found: dict[str, tuple[str, Callable[[], Files]]] = {}
    for number, (module, source) in enumerate(ways, start=1):
        student = f"2022{number:04}"
        work = {name: text.encode() for name, text in right.items()}
        if module:
            work[f"{module}.py"] += f"\n\n{source}".encode()
        elif number == len(ways[:2]):
            work = {name: stub(text).encode() for name, text in right.items()}
        if number % 5 == 0:
            work = {f"{week.name}.ipynb": notebook(as_notebook(work))}
        handed = {f"{student}/{name}": content for name, content in work.items()}
        found[student] = f"학생{number}", lambda handed=handed: handed
    return found


def make(folder: Path, week: str = WEEK.name) -> None:
    """Write the class."""
    roster = ["student_id,name,email"]
    students = sample_class() if week == WEEK.name else class_of(WEEK.with_name(week))
    for student, (name, files) in students.items():
        roster.append(f"{student},{name},{student}@example.ac.kr")
        for age, (path, content) in enumerate(files().items()):
            target = folder / "submissions" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            os.utime(target, (HANDED_IN + age, HANDED_IN + age))
    (folder / "submissions" / "과제 모음.txt").write_text("제출 마감 9/30\n", "utf-8")
    (folder / "roster.csv").write_text("\n".join([*roster, ""]), "utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]), *sys.argv[2:])
