"""A submission inside otter → our result of every check, for its tests to find.

Before otter looks at anything but the notebook's name, the plugin reads the work, empties the folder of all that the
student sent, and puts there what is ours: the work rewritten as plain cells, otter's tests, the files of the handout. What
otter then executes is a notebook that holds our result alone.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from nbformat import NotebookNode, v4, writes
from otter.plugins import AbstractOtterPlugin

from autograder.integrations.examiner import Examiner, check_line, examiner, isolation_warning, work
from autograder.model import Grade, Outcome, Source, Submission
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
        """Judge the work, and leave nothing of the student's for otter to find but that work."""
        path = Path(self.submission_path)
        source, week = path.parents[1] / "source", self.plugin_config["week"]
        content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        _empty(path.parent)
        _put_ours(source, path.parent, without=f"{week}.secret.zip")
        with TemporaryDirectory() as place:
            with ZipFile(source / "files" / f"{week}.secret.zip") as packed:
                packed.extractall(place)
            accepted = bool(self.plugin_config.get("trusted_only"))
            with examiner(Path(place) / "solutions" / week, trusted_only=accepted) as opened:
                submission = _without_otter(work(path.name, content, opened.assignment, student=""))
                path.write_bytes(_rewritten(path, submission.sources))
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


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _put_ours(source: Path, folder: Path, *, without: str) -> None:
    """Put there again what otter had: the handout's files and the tests. The week's secret folder is not for its kernel."""
    for path in (*(source / "files").iterdir(), source / "tests"):
        if path.is_dir():
            shutil.copytree(path, folder / path.name)
        elif path.name != without:
            shutil.copyfile(path, folder / path.name)
    (folder / "__init__.py").touch()


def _rewritten(path: Path, sources: Sequence[Source]) -> bytes:
    """The work as its code alone: no outputs, no metadata, nothing that is not a cell."""
    cells = [cell for source in sources for cell in source.cells]
    if path.suffix != ".ipynb":
        return "\n\n".join(cells).encode("utf-8", "backslashreplace")
    notebook = v4.new_notebook(cells=[v4.new_code_cell(cell) for cell in cells])
    return writes(notebook, version=4).encode("utf-8", "backslashreplace")


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
