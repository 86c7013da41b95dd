"""All submissions → what each is told by `check` and by the page, as JSON. In a process of its own: pytest runs in it."""

from __future__ import annotations

import json
import sys
import tempfile
import warnings
from pathlib import Path

from autograder.workflows.opening import open_week
from tests.student.beginners.cases import CASES, RIGHT
from tests.student.beginners.telling import COURSE, handout, told_by_check, told_by_page

warnings.simplefilter("ignore")
language = sys.argv[1] if len(sys.argv) > 1 else "en"
asked = [case for case in (*CASES, RIGHT) if not sys.argv[2:] or case.name in sys.argv[2:]]
with tempfile.TemporaryDirectory() as name:
    folder = handout(Path(name) / "week04")
    checked = [told_by_check(case, folder, language) for case in asked]
with open_week("week04", COURSE) as (_, judge):
    pages = [told_by_page(case, judge, language) for case in asked]
told = {case.name: both for case, *both in zip(asked, checked, pages, strict=True)}
sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
