"""What a command refuses in English is said in the reader's language, whatever stands in its places."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import autograder
from autograder.report.messages import refusal

KIT = Path(autograder.__file__).parent
ROOMS = (
    "assignment",
    "cli",
    "execution",
    "grading",
    "handout",
    "integrations",
    "judge",
    "mutation",
    "report",
    "sandbox/host",
    "scaffold",
    "student",
    "submissions",
    "workflows",
    "store",
    "clock.py",
    "files.py",
    "toml.py",
)
OWN_WORDS = {"showing.py"}
"""Of these the portal has words of its own."""
KINDS = {"UsageError", "RecordError", "InstructorError", "SubmissionError", "GraderError", "IsolationError"}
LEAST = 15  # letters of its own: what has fewer hands on what Python or a tool said, behind the place
TO_US = {"The sandbox was left before this was done.", "What came from the sandbox is no tape of ours: x."}


def said():
    """Every refusal in the code of those rooms, with an x for each value."""
    paths = [
        path
        for room in ROOMS
        for path in ([KIT / room] if room.endswith(".py") else sorted((KIT / room).rglob("*.py")))
    ]
    for path in paths:
        for node in ast.walk(ast.parse(path.read_bytes())):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KINDS
            text = sample(node.args[0]) if path.name not in OWN_WORDS and named and node.args else ""
            if sum(letter.isalpha() for letter in text.replace("x", "")) >= LEAST and text not in TO_US:
                yield f"{path.relative_to(KIT)}:{node.lineno}", text


def sample(words: ast.expr) -> str:
    match words:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in parts)
        case _:
            return ""


@pytest.mark.parametrize("text", [pytest.param(text, id=place) for place, text in said()])
def test_every_refusal_has_words_in_korean(text):
    """A new one has a line in words/en.refusals.toml, as it is, and in ko.refusals.toml."""
    told = refusal(text, "ko")
    assert any("가" <= char <= "힣" for char in told)
    assert refusal(text, "en") == text


def test_a_sentence_in_a_place_is_told_too():
    english = "Nobody made mse__sum in week04. Near it: mse__sums."
    assert refusal(english, "ko") == "week04: mse__sum 실수를 한 학생이 없습니다. 비슷한 것: mse__sums."


def test_what_nobody_has_words_for_is_shown_as_it_is():
    assert refusal("something else went wrong", "ko") == "something else went wrong"


SHARED = {"workflows", "store", "grading"}
"""Rooms whose refusals a command prints and a page of the portal shows."""
OF_THE_SERVER = {"store/copying.py", "store/opening.py", "workflows/back_up.py"}
"""What these refuse is the operator's to mend, at a terminal."""
OF_A_TERMINAL = re.compile(r"--\w|autograder [a-z]|[\w-]+\.(toml|csv|db)\b|SUBMISSIONS")


def shown_in_the_portal():
    """Files of the shared rooms that the portal calls, directly or by way of another of them."""
    seen, waiting = set(), [*(KIT / "portal").glob("*.py")]
    while waiting:
        tree = ast.parse(waiting.pop().read_bytes())
        for node in (each for each in ast.walk(tree) if isinstance(each, ast.ImportFrom) and each.module):
            room, *_ = path = node.module.removeprefix("autograder.").split(".")
            files = {
                KIT.joinpath(*path).with_suffix(".py"),
                *(KIT.joinpath(*path, f"{it.name}.py") for it in node.names),
            }
            new = {file for file in files if room in SHARED and file.is_file()} - seen
            seen |= new
            waiting += new
    return {str(file.relative_to(KIT)) for file in seen} - OF_THE_SERVER


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_page_refuses_in_words_of_its_forms_and_names_nothing_of_a_terminal(language):
    """No option, command, file of the course or path of the server: who reads it has a browser."""
    shared = shown_in_the_portal()
    assert {"workflows/decide.py", "workflows/lookup.py", "store/reading.py", "grading/decision.py"} <= shared
    told = [
        (place, refusal(text, language, in_browser=True)) for place, text in said() if place.split(":")[0] in shared
    ]
    assert [(place, words) for place, words in told if OF_A_TERMINAL.search(words)] == []
