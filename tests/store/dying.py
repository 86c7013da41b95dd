"""Regrade a class of the builders' students, and die with half of it written. Run as a program by test_crash."""

from __future__ import annotations

import os
import sys
from dataclasses import replace

from autograder.store.store import Store
from autograder.workflows.regrading import regrade
from tests.store.builders import TA, mark, week_version


class Dying(Store):
    """A store whose process ends in the middle of putting a class's reports in place."""

    def replace(self, week_version, judged, signed):
        def half():
            yield from judged[: len(judged) // 2]
            os._exit(9)

        return super().replace(week_version, half(), signed)


with Dying(sys.argv[1]) as store:
    now = week_version(digest="second digest", **{"probe:mse/lecture": "the same"})
    regrade(store, now, lambda found, _: replace(found, marks=(mark(points=0.5),)), signed=TA)
