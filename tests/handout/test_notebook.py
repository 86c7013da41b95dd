"""The notebook holds the same exercises as the files, with its text and its check."""

from __future__ import annotations

import json

import nbformat
import pytest

from autograder.handout.notebook import notebook
from autograder.model import Exercise
from tests.handout.handouts import STUB, handout


def complaints(text: str) -> list[str]:
    """What the standard of notebooks has against this one."""
    try:
        nbformat.validate(nbformat.reads(text, as_version=4))
    except nbformat.ValidationError as error:
        return [str(error)]
    return []


@pytest.fixture
def cells():
    return json.loads(notebook(handout(), ("ko", "en")))["cells"]


def test_every_exercise_has_a_text_a_stub_and_a_check(cells):
    assert [(cell["id"], cell["cell_type"]) for cell in cells] == [
        ("title", "markdown"),
        ("imports", "code"),
        ("setup", "code"),
        ("text-mse", "markdown"),
        ("code-mse", "code"),
        ("check-mse", "code"),
        ("text-update", "markdown"),
        ("code-update", "code"),
        ("check-update", "code"),
    ]


def test_a_week_without_public_checks_has_no_cells_that_check():
    assert "check" not in notebook(handout(public={}), ("ko",))


def test_a_code_cell_is_the_stub_with_its_comments(cells):
    assert "".join(cells[7]["source"]).splitlines() == [
        "def update(What, lr=1/10):",
        "    # step4: update",
        '    raise NotImplementedError("update: step4: update")',
        "    # the end",
    ]


def test_imports_stand_once_and_not_of_one_another(cells):
    assert "".join(cells[1]["source"]) == "from __future__ import annotations\nimport torch"


def test_the_cells_run_in_order(cells):
    space = {}
    for cell in cells:
        if cell["id"].partition("-")[0] in {"imports", "code"}:
            exec("".join(cell["source"]), space)
    with pytest.raises(NotImplementedError, match="mse: step2: loss"):
        space["mse"](1, 2)


def test_it_is_a_notebook():
    assert complaints(notebook(handout(), ("ko",))) == []


def test_names_that_cannot_be_ids_are_hashed():
    """Names of functions may be Hangul; ids of cells may not."""
    named = handout(
        stubs={"by_hand": STUB.replace("mse", "평균")},
        exercises=(Exercise("평균", "by_hand", {"ko": "가", "en": "a"}),),
        points={"평균": 1},
    )
    assert complaints(notebook(named, ("ko",))) == []
