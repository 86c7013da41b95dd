"""A week's folder of checks → a pytest session kept open.

Collected once, run on one case after another.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest

from autograder.errors import InstructorError
from autograder.judge.case import Case
from autograder.judge.comparison import Tolerance
from autograder.judge.plugin import CheckPlugin, CheckResult, first_probes
from autograder.model import Check, CheckSource, Probe

_SETTINGS = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")
"""Variables by which a person sets up pytests of their own."""
_WITHOUT = (
    *("terminal", "cacheprovider", "warnings", "logging", "faulthandler", "junitxml", "debugging", "stepwise"),
    *("threadexception", "unraisableexception", "skipping", "tmpdir", "setupplan", "setuponly", "subtests", "unittest"),
)

_COLLECTING = threading.Lock()


class PytestSession:
    """The session, in a thread of its own.

    pytest's loop does not return before its end.

    Collects when it is made: checks that cannot be collected raise InstructorError, with pytest's own words.
    """

    def __init__(
        self, folder: Path, probes: Iterable[Probe] = (), tolerances: Mapping[str, Tolerance] | None = None
    ) -> None:
        self._folder = folder
        self._jobs: queue.SimpleQueue[tuple[Callable[[CheckPlugin], Any], Future[Any]] | None] = queue.SimpleQueue()
        self._tolerances = tolerances or {}
        self._plugin = CheckPlugin(folder, first_probes(probes), self._serve)
        self._collected: Future[None] = Future()
        self._thread = threading.Thread(target=self._session, name="checks", daemon=True)

        with _COLLECTING:
            _forget(folder)
            self._thread.start()
            self._collected.result()

    def __enter__(self) -> Self:
        """Open already: collected when it was made."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the session."""
        self.close()

    def close(self) -> None:
        """End the session."""
        self._jobs.put(None)
        self._thread.join()

    @property
    def checks(self) -> tuple[Check, ...]:
        """Every check, in the order written."""
        return self._plugin.checks

    @property
    def sources(self) -> dict[str, CheckSource]:
        """Where every check is written, with its fixtures and marks."""
        return self._plugin.sources

    def find(
        self, case: Case, names: Iterable[str], tolerances: Mapping[str, Tolerance] | None = None
    ) -> dict[str, CheckResult]:
        """Run these checks on a case, by the week's tolerances or by others."""

        def job(plugin: CheckPlugin) -> dict[str, CheckResult]:
            plugin.case = case
            plugin.tolerances = self._tolerances if tolerances is None else tolerances
            return {name: plugin.run(name) for name in names}

        answer: Future[dict[str, CheckResult]] = Future()
        self._jobs.put((job, answer))
        return answer.result()

    def _session(self) -> None:
        for name in _SETTINGS:
            os.environ.pop(name, None)
        without = [part for name in _WITHOUT for part in ("-p", f"no:{name}")]
        alone = ["-c", os.devnull, "--rootdir", str(self._folder), "--confcutdir", str(self._folder)]
        options = ["--import-mode=importlib", "--capture=no", "--disable-plugin-autoload", *without, *alone]
        try:
            code = pytest.main([str(self._folder), *options], plugins=[self._plugin])
            trouble = "\n".join(self._plugin.troubles) or f"pytest ended with {code!r}"
        except BaseException as error:  # noqa: BLE001 - SystemExit, KeyboardInterrupt and all
            trouble = f"{type(error).__name__}: {error}"
        if not self._collected.done():
            sentence = f"{self._folder}: its checks cannot be collected. {trouble}"
            self._collected.set_exception(InstructorError(sentence))

    def _serve(self, plugin: CheckPlugin) -> None:
        if plugin.troubles:
            return
        self._collected.set_result(None)
        while (asked := self._jobs.get()) is not None:
            job, answer = asked
            try:
                answer.set_result(job(plugin))
            except BaseException as error:  # noqa: BLE001 - SystemExit, KeyboardInterrupt and all
                answer.set_exception(error)


def _forget(folder: Path) -> None:
    """Drop modules that stand for files of this name, of another week or time.

    Pytest would take them for ours.
    """
    for path in folder.rglob("*.py"):
        inside = path.relative_to(folder)
        name = ".".join(inside.with_suffix("").parts)
        if str(getattr(sys.modules.get(name), "__file__", "")).endswith(str(folder.name / inside)):
            del sys.modules[name]
