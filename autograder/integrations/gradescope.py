"""/autograder as Gradescope lays it out → results/results.json.

One test a check, each with the visibility it is given.

Our own fault writes no results and exits with 3: Gradescope then says that the autograder failed, and gives no points.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from autograder.decoding import json_decoder
from autograder.errors import AutograderError
from autograder.files import write_file
from autograder.integrations.examiner import Examiner, check_line, examiner, isolation_warning, uploaded
from autograder.model import Grade, Mark, Outcome

OURS = 3

Visibility = Literal["hidden", "after_due_date", "after_published", "visible"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GradescopeSettings:
    """gradescope.json: the week, the languages, and the visibility of each check."""

    format: Literal[1]
    week: str
    languages: tuple[str, ...]
    visibility: Mapping[str, Visibility]
    trusted_only: bool = False  # accept that student code is not confined, where this machine cannot


def main(root: Path) -> int:
    """Judge root/submission. `root` is /autograder on their machine."""
    try:
        settings = json_decoder(GradescopeSettings).decode((root / "source" / "gradescope.json").read_bytes())
        with examiner(root / "source" / "solutions" / settings.week, trusted_only=settings.trusted_only) as opened:
            grade = opened.grade(uploaded(root / "submission", opened.assignment))
            content = results(grade, opened, settings)
    except (AutograderError, msgspec.MsgspecError) as error:
        sys.stderr.write(f"autograder: {error}\n")
        return OURS
    written = f"{json.dumps(content, ensure_ascii=False, indent=1)}\n"
    write_file(root / "results" / "results.json", written.encode())
    return 0


def results(grade: Grade, examiner: Examiner, settings: GradescopeSettings) -> dict[str, object]:
    """results.json.

    The score is the sum of the tests, as Gradescope counts them itself.
    """
    exercises = {check.name: check.exercise for check in examiner.assignment.checks}
    return {
        "output": isolation_warning(grade, settings.languages),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "stdout_visibility": "hidden",
        "tests": [
            _test(mark, examiner, settings, number=f"{exercises[mark.verdict.check]}.{place}")
            for place, mark in enumerate(grade.marks, 1)
        ],
        "extra_data": {
            "isolation": grade.provenance.isolation,
            "kit": grade.provenance.kit,
            "submission": grade.provenance.submission,
            "week": grade.provenance.week,
        },
    }


def _test(mark: Mark, examiner: Examiner, settings: GradescopeSettings, *, number: str) -> dict[str, object]:
    name = mark.verdict.check
    return {
        "name": name,
        "number": number,
        "score": mark.points,
        "max_score": mark.out_of,
        "status": "passed" if mark.verdict.outcome is Outcome.PASSED else "failed",
        "output": "\n".join(check_line(mark, examiner.assignment, language) for language in settings.languages),
        "visibility": settings.visibility.get(name, "hidden"),
    }


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
