import time

import pytest

from autograder.submissions.notebooks import plain


@pytest.mark.parametrize(
    ("cell", "left", "aside"),
    [
        ("%matplotlib inline\nx = 1", "pass\nx = 1", ("%matplotlib inline",)),
        ("!pip install torch\nx = 1", "pass\nx = 1", ("!pip install torch",)),
        ("x = %timeit 3", "pass", ("x = %timeit 3",)),
        ("files = !ls", "pass", ("files = !ls",)),
        ("torch.optim.SGD?", "pass", ("torch.optim.SGD?",)),
        ("torch.optim.SGD??", "pass", ("torch.optim.SGD??",)),
        ("?torch", "pass", ("?torch",)),
        ("%%bash\nrm -rf /\n", "\n\n", ("%%bash",)),
        ("\n%%html\n<b>\n", "\n\n\n", ("%%html",)),
        ("def f():\n    !ls\n    return 3", "def f():\n    pass\n    return 3", ("!ls",)),
        ("%timeit f(x, \\\n    y)\nz = 1", "pass\n\nz = 1", ("%timeit f(x, \\",)),
        ("get_ipython().run_line_magic('a', 'b')\nx = 1", "pass\nx = 1", ("get_ipython().run_line_magic('a', 'b')",)),
        ('!echo (\nx = 1\n!echo """\ny = 2', "pass\nx = 1\npass\ny = 2", ("!echo (", '!echo """')),
        ("if 1:\n        x = 1\n    y = 2\n!ls", "if 1:\n        x = 1\n    y = 2\npass", ("!ls",)),
    ],
)
def test_what_is_not_python_is_set_aside_and_named(cell, left, aside):
    assert plain(cell) == (left, aside)


@pytest.mark.parametrize(
    "cell",
    [
        "a %b",
        "x = (1\n  % 3)",
        's = """\n%matplotlib inline\n!ls\n"""',
        "# why?\nx = 1  # really?",
        "print('100%')\nx != 3",
        "x = 5 \\\n  % 3",
        "print('what?')",
        "x = 1 +\n/ 2",  # broken, and the student's own
    ],
)
def test_python_stays_as_it_is(cell):
    assert plain(cell) == (cell, ())


@pytest.mark.parametrize(
    ("cell", "left"),
    [
        ("%%time\nfor epoc in range(30):\n    pass", "\nfor epoc in range(30):\n    pass"),
        ("%%capture out\nx = 1", "\nx = 1"),
        ("%%writefile tensors.py\ndef grid(): pass", "\ndef grid(): pass"),
        ("x = %time fit(3)", "x = fit(3)"),
        ("%time fit(3)", "fit(3)"),
    ],
)
def test_work_under_a_timer_is_still_work(cell, left):
    """`%%time` runs its cell as Python here; to drop it would call right work missing."""
    assert plain(cell)[0] == left


@pytest.mark.parametrize(
    ("cell", "left"), [("    x = 1\n    y = 2", "x = 1\ny = 2"), (">>> x = 1\n>>> y = 2", "x = 1\ny = 2")]
)
def test_pasted_indents_and_prompts_run_as_they_do_in_a_notebook(cell, left):
    assert plain(cell)[0] == left


@pytest.mark.parametrize(
    "cell", ["def f():\n    >>> return 1", 'def f():\n    """\n    >>> f()\n    1\n    """\n    return 1']
)
def test_a_prompt_within_a_function_stays_since_its_row_would_leave_the_function(cell):
    assert plain(cell) == (cell, ())


def test_rows_keep_their_numbers():
    cell = "\n%%time\n\n%timeit x\\\n  y\n!ls\nx = 1"
    assert plain(cell)[0].split("\n").index("x = 1") == cell.split("\n").index("x = 1")


@pytest.mark.parametrize(
    "line",
    [
        "!(\n",
        "x = !(\n",
        "x = !'''\n",
        "a?\n",
        "\n",
        " ",
        "1,\n",
        "  a\n b\n",
        "!'\n",
        "%a \\\n",
        "=",
        "? ",
        "[\n",
        '"""\n',
        "get_ipython().x(\n",
    ],
)
def test_cost_grows_with_the_cell_and_no_faster(line):
    """A cell of a hundred thousand signs takes no more than a few seconds on a slow machine, whatever it repeats."""
    started = time.process_time()
    plain("!ls\n" + line * (100_000 // len(line)) + "\n!ls")
    assert time.process_time() - started < 5
