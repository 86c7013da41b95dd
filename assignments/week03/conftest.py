"""아직 시작하지 않은 문제는 실패가 아니라 "not started"로 보입니다.

An exercise that is not started shows as "not started", not as a failure.
"""

import ast
import importlib.util
import traceback
from pathlib import Path

import pytest

PACKAGES = {
    **{name: name for name in ("einops", "matplotlib", "networkx", "numpy", "pandas", "scipy", "seaborn", "sympy", "torch")},
    **{name: name for name in ("torchaudio", "torchmetrics", "torchvision", "tqdm")},
    **{"IPython": "ipython", "PIL": "pillow", "sklearn": "scikit-learn", "cv2": "opencv-python", "yaml": "pyyaml"},
}


def pytest_configure(config):
    """없는 라이브러리는 여기서 한 번만 말합니다 / a library that is not installed is told here, once."""
    own = {path.stem for path in Path(__file__).parent.glob("*.py")}
    wanted = {name for path in Path(__file__).parent.glob("*.py") for name in _imported(path)} - own
    missing = sorted(name for name in wanted if importlib.util.find_spec(name) is None)
    known = " ".join(PACKAGES[name] for name in missing if name in PACKAGES)
    others = ", ".join(name for name in missing if name not in PACKAGES)
    install = [f"먼저 설치하세요 · install first:  pip install {known}"] if known else []
    ask = "여기에 없는 라이브러리입니다. 과제에 필요하지 않으면 import를 지우세요 · not here; delete its import, unless the exercise needs it"
    if missing:
        raise pytest.UsageError("\n".join([*install, *([f"{ask}:  {others}"] if others else [])]))


def _imported(path):
    try:
        nodes = ast.parse(path.read_bytes()).body
    except (SyntaxError, ValueError):
        return
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call():
    try:
        return (yield)
    except NotImplementedError as gap:
        where = traceback.extract_tb(gap.__traceback__)[-1].name
        if str(gap).partition(": ")[0].rpartition(".")[2] != where:
            raise
        pytest.skip(f"not started · 아직 시작하지 않음: {gap}")
