"""노트북에서: `check("mse")`는 그 함수를, `check()`는 모두를 공개 테스트으로 확인합니다.

In a notebook: `check("mse")` runs the public checks of that function, `check()` all of them. torch and pytest are all it needs.
"""

import signal
import sys
import threading
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).resolve().parent
SECONDS = 10


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
    only = _Only(names, [name for name, value in functions.items() if callable(value)])
    options = ["--rootdir", str(HERE.parent), "-q", "--tb=short", "--capture=sys"]
    code = pytest.main([str(HERE), *options], plugins=[only])
    return code in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED} and not only.unfinished


class _Only:
    """pytest의 검사 가운데 그 함수의 것만 / of pytest's tests, those of these functions."""

    def __init__(self, names, functions):
        self.names = names
        self.functions = functions
        self.unfinished = []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self):
        """끝나지 않는 반복문은 멈춥니다 / a loop that never ends is stopped."""
        if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
            return (yield)
        before = signal.signal(signal.SIGALRM, _stop)
        signal.setitimer(signal.ITIMER_REAL, SECONDS, SECONDS)
        try:
            return (yield)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    def pytest_runtest_logreport(self, report):
        if not report.passed:
            self.unfinished.append(report.nodeid)

    def pytest_collection_modifyitems(self, items):
        items[:] = [item for item in items if not self.names or any(self.is_of(item, name) for name in self.names)]

    def is_of(self, item, name):
        test = item.originalname.removeprefix("test_")
        given = getattr(item, "callspec", None)
        near = [one for one in {name, *self.functions} if test == one or test.startswith(f"{one}_")]
        return max(near, key=len, default="") == name or (given is not None and name in given.params.values())


def _stop(*_):
    raise TimeoutError(f"{SECONDS}초가 지나도 끝나지 않아 멈췄습니다 · stopped: it did not end within {SECONDS} seconds")
