"""Loading is statement by statement: what raises, or does not parse, takes nothing with it."""

from __future__ import annotations

import pytest
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


# ---------------------------------------------------------------------- files in folders


def calls(files: dict[str, str], module: str = "main") -> object:
    loaded = load(tuple(Source(name, (text,)) for name, text in files.items()))
    assert loaded.faults == ()
    function = loaded.function("f", module)
    assert function is not None
    return function()


LOSSES = "def la(): return 1\n"


@pytest.mark.parametrize(
    "files",
    [
        {
            "a/utils.py": LOSSES,
            "b/utils.py": "def la(): return 2",
            "main.py": "from a.utils import la\ndef f(): return la()",
        },
        {
            "a/utils.py": LOSSES,
            "b/utils.py": "def la(): return 2",
            "main.py": "import a.utils\nimport b.utils\ndef f(): return a.utils.la()",
        },
        {"a/utils.py": LOSSES, "main.py": "import a.utils as u\ndef f(): return u.la()"},
        {"a/utils.py": LOSSES, "main.py": "from a import utils\ndef f(): return utils.la()"},
        {"a/__init__.py": "from .utils import la", "a/utils.py": LOSSES, "main.py": "import a\ndef f(): return a.la()"},
        {
            "a/__init__.py": "from . import utils\nla = utils.la",
            "a/utils.py": LOSSES,
            "main.py": "from a import la\ndef f(): return la()",
        },
        {
            "lib/losses.py": LOSSES,
            "src/main.py": "import sys\nsys.path.append('..')\nfrom lib.losses import la\ndef f(): return la()",
        },
        {
            "lib/losses.py": LOSSES,
            "src/main.py": "import sys\nsys.path.append('../lib')\nfrom losses import la\ndef f(): return la()",
        },
        {
            "week03/__init__.py": "",
            "week03/first.py": LOSSES,
            "week03/main.py": "from .first import la as g\ndef f(): return g()",
        },
        {"week03/first.py": LOSSES, "week03/main.py": "from . import first\ndef f(): return first.la()"},
        {"first.py": LOSSES, "main.py": "from .first import la\ndef f(): return la()"},
        {"lib/losses.py": LOSSES, "src/main.py": "from ..lib.losses import la\ndef f(): return la()"},
        {
            "a/helper.py": LOSSES,
            "b/helper.py": "def la(): return 2",
            "b/other.py": "from helper import la",
            "a/main.py": "from helper import la\ndef f(): return la()",
        },
        {"a/utils.py": LOSSES, "main.py": "def f():\n    from a.utils import la\n    return la()"},
        {
            "utils.py": LOSSES,
            "main.py": "try:\n    from .nowhere import la\nexcept ImportError:\n    from utils import la\ndef f(): return la()",
        },
        {
            "lib/deep/er.py": LOSSES,
            "lib/up.py": "from .deep.er import la",
            "main.py": "from lib.up import *\ndef f(): return la()",
        },
    ],
)
def test_files_in_folders_import_each_other_as_in_the_students_own_folder(files):
    """Two files of one stem, packages with and without __init__, folders on sys.path, relative names."""
    assert calls(files) == 1


def test_a_folder_named_as_a_library_does_not_stand_in_for_it():
    assert calls({"torch/x.py": "y = 1", "main.py": "import torch\ndef f(): return torch.tensor(1).item()"}) == 1


def test_a_module_that_is_nowhere_is_a_fault_of_its_import():
    loaded = load((Source("main.py", ("from nowhere_at_all import g\ndef f(): return g()",)),))
    assert [fault.type for fault in loaded.faults] == ["ModuleNotFoundError"]


def test_a_name_that_an_import_should_have_brought_fails_as_that_import():
    """The first thing said is the package that is not there, not the NameError it leads to."""
    loaded = load(
        (Source("main.py", ("from nowhere_at_all import bar as b\ndef f(): return b(1)\ndef g(): return c",)),)
    )
    told = []
    for name in ("f", "g"):
        try:
            loaded.function(name, "main")()
        except NameError as error:
            told.append((loaded.fault(error).type, loaded.fault(error).line))
    assert told == [("ModuleNotFoundError", 1), ("NameError", 3)]
