"""A submission inside otter → our result of every check, for its tests to find.

Before otter looks at anything but the notebook's name, the plugin reads the work, empties the folder of all that the
student sent, and puts there what is ours: the work rewritten as plain cells, otter's tests, the files of the handout. What
otter then executes is a notebook that holds our result alone.
"""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from nbformat import NotebookNode, v4
from otter.plugins import AbstractOtterPlugin

from autograder.errors import UsageError
from autograder.integrations.examiner import Examiner, accepted, check_line, examiner, isolation_warning, work
from autograder.integrations.otter_room import rewritten
from autograder.model import Grade, Outcome, Submission
from autograder.submissions.assemble import digest

_RESULT = "__judged__"  # as the tests of handout/otter.py know it
_OWN_CALLS = (
    "grader.check(",
    "grader.check_all(",
    "grader.export(",
    "# Initialize Otter",
    "# Save your notebook first",
)


class JudgeSubmission(AbstractOtterPlugin):
    """An otter plugin, configured with the week and the languages.

    `trusted_only: true` accepts that student code is not confined, where this machine cannot.
    """

    _judged = v4.new_notebook()
    _warning = ""

    # pyrefly: ignore [bad-override] # theirs only raises, and so is typed as never returning
    def before_grading(self, _config: object) -> None:
        """Judge the work, and leave otter nothing else of the student's."""
        path = Path(self.submission_path)
        refuse_students_modules(path.parent)
        source, week = path.parents[1] / "source", self.plugin_config["week"]
        content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        _empty(path.parent)
        _put_ours(source, path.parent, without=f"{week}.secret.zip")
        with TemporaryDirectory() as place:
            with ZipFile(source / "files" / f"{week}.secret.zip") as packed:
                packed.extractall(place)
            trusted_only = accepted(self.plugin_config.get("trusted_only"))
            with examiner(Path(place) / "solutions" / week, trusted_only=trusted_only) as opened:
                submission = _without_otter(work(path.name, content, opened.assignment, student=""))
                path.write_bytes(rewritten(path, submission.sources))
                self._judge(submission, opened)

    # pyrefly: ignore [bad-override] # as above
    def before_execution(self, _submission: NotebookNode) -> NotebookNode:
        """Put our result in the place of the work."""
        return self._judged

    # pyrefly: ignore [bad-override] # as above
    def generate_report(self) -> str:
        """Say beside the points that the work was run without isolation, where it was."""
        return self._warning

    def _judge(self, submission: Submission, opened: Examiner) -> None:
        grade = opened.grade(submission)
        wrong = _wrong(grade, opened, self.plugin_config["languages"])
        result = v4.new_code_cell(f"import json\n{_RESULT} = json.loads({json.dumps(wrong)!r})")
        self._judged = v4.new_notebook(cells=[result])
        self._judged.metadata["autograder"] = {"isolation": grade.provenance.isolation}
        self._warning = isolation_warning(grade, self.plugin_config["languages"])


def refuse_students_modules(folder: Path) -> None:
    """Raise UsageError where Python searches, or has loaded from, the folder.

    Whoever started it so would have the student's modules run as the grader: no mark of such a run can be believed.
    """
    folder = folder.resolve()
    searched = [entry for entry in sys.path if _lies_in(entry or ".", folder)]
    files = {name: getattr(module, "__file__", None) or "" for name, module in [*sys.modules.items()]}
    loaded = [name for name, file in files.items() if Path(file).is_absolute() and _lies_in(file, folder)]
    if searched or loaded:
        raise UsageError(
            f"Python {'has loaded ' + ', '.join(sorted(loaded)[:5]) if loaded else 'searches for modules'} in {folder}, "
            "where the student's files are. Nothing was graded. Start otter as `autograder otter AUTOGRADER.zip WORK`, "
            "or with otter's own command, never from a notebook or `python -c`."
        )


def _lies_in(place: str, folder: Path) -> bool:
    return Path(place).resolve().is_relative_to(folder)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _put_ours(source: Path, folder: Path, *, without: str) -> None:
    """Put there again what otter had: the handout's files and the tests.

    The week's secret folder is not for its kernel.
    """
    for path in (*(source / "files").iterdir(), source / "tests"):
        if path.is_dir():
            shutil.copytree(path, folder / path.name)
        elif path.name != without:
            shutil.copyfile(path, folder / path.name)
    (folder / "__init__.py").touch()


def _wrong(grade: Grade, opened: Examiner, languages: list[str]) -> dict[str, str]:
    """Our message by check; an empty one where it passed."""
    return {
        mark.verdict.check: ""
        if mark.verdict.outcome is Outcome.PASSED
        else "\n".join(check_line(mark, opened.assignment, language) for language in languages)
        for mark in grade.marks
    }


def _without_otter(submission: Submission) -> Submission:
    """The student's work without the cells that otter put into it."""
    sources = tuple(
        replace(source, cells=tuple(cell for cell in source.cells if not cell.lstrip().startswith(_OWN_CALLS)))
        for source in submission.sources
    )
    return replace(submission, sources=sources, digest=digest(sources))
