import json
import time
import tracemalloc

import pytest

from autograder.errors import UnreadError
from autograder.model import Reason
from autograder.submissions.notebooks import cells
from tests.submissions.received import notebook


def reason(content: bytes) -> Reason:
    with pytest.raises(UnreadError) as caught:
        cells(content)
    return caught.value.reason


def test_code_cells_come_in_order():
    assert cells(notebook("x = 1\ny = 2", "z = 3")) == ("x = 1\ny = 2", "z = 3")


def test_what_is_not_code_is_not_read():
    cells_ = [{"cell_type": kind, "source": kind} for kind in ("markdown", "code", "raw")]
    assert cells(json.dumps({"cells": cells_}).encode()) == ("code",)


def test_format_3_keeps_its_cells_in_worksheets():
    sheet = {"cells": [{"cell_type": "code", "input": ["x = 1\n", "y"]}, {"cell_type": "heading", "source": "h"}]}
    assert cells(json.dumps({"nbformat": 3, "worksheets": [sheet]}).encode()) == ("x = 1\ny",)


def test_claims_in_outputs_and_metadata_are_never_looked_at():
    content = json.loads(notebook("x = 1"))
    content["metadata"] = {"points": 100, "cells": [{"cell_type": "code", "source": "y"}]}
    content["cells"][0] |= {"outputs": [{"cell_type": "code", "source": "y"}], "metadata": {"tags": ["skip"]}, "id": 3}
    assert cells(json.dumps(content).encode()) == ("x = 1",)


@pytest.mark.parametrize("oddity", [{"source": 5}, {"source": ["a\n", 5, None]}, {}, {"source": {"a": 1}}])
def test_an_odd_cell_does_not_take_the_others_along(oddity):
    content = {"cells": [{"cell_type": "code", **oddity}, {"cell_type": "code", "source": "x = 1"}]}
    assert cells(json.dumps(content).encode())[1] == "x = 1"


@pytest.mark.parametrize("oddity", [None, 3, "code", [], [{}]])
def test_a_cell_that_is_none_is_passed_over(oddity):
    content = {"cells": [oddity, {"cell_type": "code", "source": "x = 1"}]}
    assert cells(json.dumps(content).encode()) == ("x = 1",)


def test_not_a_number_in_an_output_does_no_harm():
    """Python writes NaN into JSON, and so do notebooks; strict readers refuse it."""
    assert cells(b'{"cells": [{"cell_type": "code", "outputs": [{"d": NaN}], "source": "x"}]}') == ("x",)


def test_half_a_character_in_a_cell_does_no_harm():
    assert cells(b'{"cells": [{"cell_type": "code", "source": "x = \'\\ud800\'"}]}') == ("x = '?'",)


def test_a_notebook_cut_short_says_so():
    whole = notebook("x = 1\n" * 50)
    assert {reason(whole[:end]) for end in range(10, len(whole) - 2)} == {Reason.TRUNCATED}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<html><body>sign in</body></html>", Reason.NOT_JSON),
        (b"def grid(): pass", Reason.NOT_JSON),
        (b'{"cells": [}', Reason.NOT_JSON),
        (b"[1, 2]", Reason.NOT_NOTEBOOK),
        (b"3", Reason.NOT_NOTEBOOK),
        (b'{"a": 1}', Reason.NOT_NOTEBOOK),
        (b'{"cells": 3}', Reason.NOT_NOTEBOOK),
        (b'{"cells": []}', Reason.NO_CODE),
        (notebook("", "  \n"), Reason.NO_CODE),
        (b'{"cells": ' + b"[" * 200_000, Reason.NOT_JSON),
        (b'{"a": ' + b'{"a": ' * 200_000, Reason.NOT_JSON),
        (b'{"cells": [{"source": ' + b"9" * 10_000 + b"}], \x00}", Reason.NOT_JSON),
    ],
)
def test_what_is_no_notebook_is_refused_with_its_reason(content, why):
    assert reason(content) is why


def test_fifty_megabytes_of_output_are_skipped_and_let_go():
    """Outputs can be any size; only the code of a notebook is kept."""
    content = json.loads(notebook("x = 1"))
    content["cells"][0]["outputs"] = [{"data": {"image/png": "A" * 50_000_000}}]
    raw = json.dumps(content).encode()
    tracemalloc.start()
    started = time.process_time()
    assert cells(raw) == ("x = 1",)
    spent, (_, peak) = time.process_time() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (spent < 2, peak < 5_000_000) == (True, True)


def in_text(*texts):
    return [{"cell_type": "markdown", "source": text} for text in texts]


def test_functions_in_cells_of_text_are_unread_and_no_zero():
    raw = json.loads(notebook("import torch", "torch.ones(2)"))
    raw["cells"] += in_text("# 과제", "def mse(y, yhat):\n    return y")
    with pytest.raises(UnreadError) as found:
        cells(json.dumps(raw).encode())
    assert found.value.reason is Reason.TEXT_CELLS


@pytest.mark.parametrize("code", ["def mse(y, yhat):\n    return y", "for epoc in range(3):\n    print(epoc)"])
def test_an_example_in_a_cell_of_text_beside_code_is_only_text(code):
    raw = json.loads(notebook(code))
    raw["cells"] += in_text("```\ndef mse(y, yhat):\n    ...\n```")
    assert cells(json.dumps(raw).encode()) == (code,)
