"""노트북에서: `check("mse")`는 그 함수를, `check()`는 모두를 공개 테스트으로 확인합니다.

In a notebook: `check("mse")` runs the public checks of that function, `check()` all of them. torch and pytest are all it needs.
"""

import sys
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).resolve().parent


def check(*names):
    """The functions as they stand in your notebook are what is checked."""
    passed(sys._getframe(1).f_globals, *names)


def passed(functions, *names):
    """그 함수들이 모두 맞았는지 / whether all of these functions passed; what is not written yet has not."""
    for path in HERE.glob("test_*.py"):
        sys.modules.pop(path.stem, None)
        work = ModuleType(path.stem.removeprefix("test_"))
        vars(work).update(functions, __name__=work.__name__)
        sys.modules[work.__name__] = work
    only = _Only(names)
    options = ["--rootdir", str(HERE.parent), "-q", "--tb=short", "--capture=sys"]
    code = pytest.main([str(HERE), *options], plugins=[only])
    return code in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED} and not only.unfinished


class _Only:
    """pytest의 검사 가운데 그 함수의 것만 / of pytest's tests, those of these functions."""

    def __init__(self, names):
        self.names = names
        self.unfinished = []

    def pytest_runtest_logreport(self, report):
        if not report.passed:
            self.unfinished.append(report.nodeid)

    def pytest_collection_modifyitems(self, items):
        items[:] = [item for item in items if not self.names or any(self.is_of(item, name) for name in self.names)]

    def is_of(self, item, name):
        test = item.originalname.removeprefix("test_")
        given = getattr(item, "callspec", None)
        return test == name or test.startswith(f"{name}_") or (given is not None and name in given.params.values())
