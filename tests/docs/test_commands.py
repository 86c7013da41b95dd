"""What README and docs/ tell a reader to type does what they say: each command is typed, in the order written."""

from __future__ import annotations

import re

import click
import pytest

from autograder.cli import commands as autograder
from tests.docs import places
from tests.docs.pages import COURSE, PAGES, Command, commands, languages, mentions

ELSEWHERE = {
    "autograder submit . --student 20231234 --to https://grading.example.org --token-file '~/.autograder-token'": (
        "tests/portal/test_submitting.py",
        "hand_in(packed(), address, token)",
    ),  # to a portal that runs
    "scripts/demo": ("tests/workflows/test_grading.py", "make_sample_class.py"),  # the same class, graded and looked at
    "scripts/test": (".ci/run", "scripts/test"),  # what runs this test
    "scripts/setup": ("scripts/test", "scripts/setup"),
    "scripts/check": (
        "scripts/check",
        "scripts/test --cov",
    ),  # its quick half is typed, its tests are CI's, its audits take an hour
    "autograder audit week04": (
        "tests/scaffold/test_new.py",
        "audit(judge, sandbox)",
    ),  # ten minutes; on a small week there
    "autograder grade week04 downloads/ --out out/week04 --cluster tcp://10.0.0.5:8786": (
        "tests/execution/test_cluster.py",
        "--cluster",
    ),
    "scripts/demo --portal": ("scripts/demo", "serve --demo"),
    "autograder serve --roster roster.csv": ("tests/portal/test_serving.py", '"serve"'),
    "dask scheduler --host 10.0.0.5 --port 8786": ("tests/execution/clusters.py", '"scheduler"'),
    "dask worker tcp://10.0.0.5:8786 --nthreads 4": ("tests/execution/clusters.py", '"worker"'),
}
"""Commands that need a cluster, or take minutes: the file that runs them, and where in it."""

UNFINISHED = {
    "autograder check": 1,
    "autograder check assignments/week03": 1,
    "autograder grade week03 downloads/ --roster roster.csv --out out/week03": 1,
}
"""Commands that end with another code than 0 when first typed: something is not right, or waits for a person."""

TYPED = [page for page in PAGES if any(str(command) not in ELSEWHERE for command in commands(page))]

EVENINGS = {"docs/evening.md", "docs/evening.ko.md"}


class Reader:
    """Types the commands of a page, each in its place. Places are made when they are needed, empty folders a page."""

    def __init__(self, home):
        self.home, self.read = home, {}

    def place(self, name, page):
        """The folder of this name."""
        folder = self.home / (f"{name} of {page.replace('/', ' ')}" if name == "empty folder" else name or "none")
        if not name or folder.exists():
            return folder if name else COURSE
        match name:
            case "course":
                return places.course(folder, self.home / "student")
            case "handout":
                return places.handout(folder, "four_steps.py")
            case "empty folder":
                return places.empty(folder)

    def type(self, page):
        """What each command of the page said, by the command. Typed once."""
        if page not in self.read:
            self.read[page] = {}
            for command in commands(page):
                if str(command) in ELSEWHERE:
                    continue
                folder = self.place(command.place, page)
                done = places.typed(command, folder)
                said = done.stdout + done.stderr
                expected = 0 if str(command) in self.read[page] else UNFINISHED.get(str(command), 0)
                assert done.returncode == expected, f"{page}:{command.line}: {command}\n{said}"
                self.read[page][str(command)] = said
                if page == "README.md" and command.words[:2] == ("autograder", "new"):
                    places.rewrite(folder / "solutions" / command.words[2])
        return self.read[page]


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    return Reader(tmp_path_factory.mktemp("reader"))


@pytest.mark.slow
@pytest.mark.real
@pytest.mark.parametrize("page", TYPED)
def test_every_command_does_what_the_page_says(reader, page):
    assert all(reader.type(page).values())


@pytest.mark.slow
@pytest.mark.real
def test_first_commands_of_the_readme_do_too(reader):
    """Those of its table that no page has in a block: typed in the course folder."""
    in_blocks = {str(each) for page in PAGES for each in commands(page)}
    first = [
        Command("course", 0, tuple(each.split()))
        for each in mentions("README.md")
        if " week" in each or "/week" in each
    ]
    for command in (each for each in first if each.words[0] == "autograder" and str(each) not in in_blocks):
        done = places.typed(command, reader.place("course", "README.md"))
        assert done.returncode == UNFINISHED.get(str(command), 0), f"{command}\n{done.stdout}{done.stderr}"


@pytest.mark.slow
@pytest.mark.real
def test_a_new_week_of_ones_own_is_released_in_all_four_formats(reader):
    reader.type("README.md")
    out = reader.place("empty folder", "README.md") / "out" / "week06"
    made = (
        "files/week06.ipynb",
        "nbgrader/source/week06/week06.ipynb",
        "otter/week06.ipynb",
        "gradescope/week06-gradescope.zip",
    )
    assert [name for name in made if not (out / name).is_file()] == []


@pytest.mark.slow
@pytest.mark.real
def test_what_students_get_of_it_holds_no_answer(reader):
    reader.type("README.md")
    handout = reader.place("empty folder", "README.md") / "assignments" / "week06"
    assert [path for path in handout.rglob("*") if path.is_file() and "torch.abs" in path.read_text("utf-8")] == []


@pytest.mark.parametrize("command", ELSEWHERE)
def test_what_is_not_typed_here_is_on_a_page_and_run_elsewhere(command):
    file, text = ELSEWHERE[command]
    assert command in {str(each) for page in PAGES for each in commands(page)}
    assert text in (COURSE / file).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_commands_are_in_blocks_that_are_typed(page):
    """Transcripts (console) are the evenings' alone, which their own test writes."""
    assert languages(page) <= {"sh", "python", "json", "toml", ""} | ({"console"} if page in EVENINGS else set())


@pytest.mark.parametrize("page", PAGES)
def test_commands_in_passing_have_names_and_options_that_there_are(page):
    assert [each for each in mentions(page) if each.startswith("autograder ") and not _is_one(each.split()[1:])] == []


@pytest.mark.parametrize("page", PAGES)
def test_files_in_passing_are_there(page):
    ours = r"(?<![\w/.])(?:scripts|benchmarks|docs|tests|autograder)/[\w/]+(?:\.\w+)?"
    found = {path for each in mentions(page) for path in re.findall(ours, each)}
    assert [path for path in sorted(found) if not (COURSE / path).exists()] == []


def _is_one(words):
    """Whether these are a command, its options known; words in capitals stand for something."""
    name, *rest = words
    if name.startswith("-") or name.isupper():
        return True
    command = autograder.get_command(click.Context(autograder), name)
    known = {option for each in getattr(command, "params", ()) for option in each.opts} | {"--help", "-h", "--version"}
    return command is not None and all(word in known for word in rest if word.startswith("-"))
