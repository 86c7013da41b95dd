"""All submissions → what each is told by `check` and by the page, as JSON. In a process of its own: pytest runs in it."""

from __future__ import annotations

import json
import sys
import tempfile
import warnings
from pathlib import Path

from autograder.workflows.opening import open_week
from tests.student.beginners.cases import CASES, RIGHT
from tests.student.beginners.fifth_look import FIFTH
from tests.student.beginners.fourth_look import FOURTH
from tests.student.beginners.other_weeks import OTHERS
from tests.student.beginners.second_look import SECOND
from tests.student.beginners.telling import COURSE, handout, told_by_check, told_by_page
from tests.student.beginners.third_look import THIRD

warnings.simplefilter("ignore")
CHECKED = (*THIRD, *FOURTH, *FIFTH)
"""Of these the page is not asked."""
language = sys.argv[1] if len(sys.argv) > 1 else "en"
asked = [case for case in (*CASES, *OTHERS, *SECOND, *CHECKED, RIGHT) if not sys.argv[2:] or case.name in sys.argv[2:]]
paged = [case for case in asked if case not in CHECKED]
weeks = {week: [case for case in paged if case.week == week] for week in dict.fromkeys(case.week for case in paged)}
checked, told = {}, {}
with tempfile.TemporaryDirectory() as name:
    for case in asked:
        folder = Path(name) / case.week / case.module
        if not folder.exists():
            handout(folder, case)
        checked[case.name] = told_by_check(case, folder, language)
told |= {case.name: (checked[case.name], ()) for case in asked if case in CHECKED}
for week, cases in weeks.items():
    with open_week(week, COURSE) as (_, judge):
        told |= {case.name: (checked[case.name], told_by_page(case, judge, language)) for case in cases}
sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
