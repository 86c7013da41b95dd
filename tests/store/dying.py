"""Regrade a class of the builders' students, and die with half of it written. Run as a program by test_crash."""

from __future__ import annotations

import os
import sys
from typing import Any, cast

from autograder.model import Check, Outcome, Verdict
from autograder.store.store import Store
from autograder.workflows.regrade import regrade_class
from tests.store.builders import TA, week_version
from tests.workflows.judges import ScriptedJudge


class Dying(Store):
    """A store whose process ends in the middle of putting a class's reports in place."""

    def replace(self, week_version, judged, signed):
        def half():
            yield from judged[: len(judged) // 2]
            os._exit(9)

        return super().replace(week_version, half(), signed)


def failed(judge, _):
    return [Verdict(check.name, Outcome.FAILED) for check in judge.checks]


with Dying(sys.argv[1]) as store:
    check = Check("mse/averages", "mse", 1.0, "mse/lecture", {})
    now = week_version(check, digest="second digest", **{"probe:mse/lecture": "the same", "check:mse/averages": "new"})
    regrade_class(store, cast("Any", ScriptedJudge(now, failed)), now, signed=TA)
