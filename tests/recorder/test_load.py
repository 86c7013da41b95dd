"""Loading is statement by statement: what raises, or does not parse, takes nothing with it."""

from __future__ import annotations

import torch

from autograder.model import Source
from autograder.recorder.load import load


def work(*cells: str, name: str = "hw.py"):
    return load((Source(name, cells),))


def test_a_statement_that_raises_does_not_take_the_next_one_with_it():
    assert work("1 / 0\ndef f(): return 1").function("f", "hw")() == 1


def test_a_syntax_error_costs_its_own_statement():
    loaded = work("import math\ndef f(x)\n    return x\n\ndef g():\n    return math.pi\n")
    assert loaded.function("g", "hw")() > 3
    assert [(fault.type, fault.line) for fault in loaded.faults] == [("SyntaxError", 2)]


def test_lines_of_what_was_salvaged_are_the_files_own():
    loaded = work("def f(x)\n    return x\n\nraise ValueError('here')\n")
    assert [fault.line for fault in loaded.faults] == [1, 4]


def test_a_cell_that_does_not_parse_costs_only_itself():
    assert work("def f(:", "def g(): return 2").function("g", "hw")() == 2


def test_a_function_is_found_wherever_it_is_defined():
    assert work("def f(): return 3", name="과제 (최종).py").function("f", "hw")() == 3


def test_files_can_import_each_other_in_any_order():
    sources = (Source("a.py", ("from b import g\ndef f(): return g()",)), Source("b.py", ("def g(): return 4",)))
    assert load(sources).function("f", "a")() == 4


def test_a_file_named_torch_does_not_stand_in_for_torch():
    assert (
        load((Source("torch.py", ("x = 1",)), Source("a.py", ("import torch\ndef f(): return torch",)))).function(
            "f", "a"
        )()
        is torch
    )


def test_sys_exit_at_top_level_ends_nothing():
    assert work("import sys\nsys.exit()\ndef f(): return 5").function("f", "hw")() == 5


def test_definitions_alone_can_be_loaded_from_work_that_never_ends():
    loaded = load((Source("hw.py", ("while True: pass\ndef f(): return 6",)),), definitions=True)
    assert loaded.function("f", "hw")() == 6
