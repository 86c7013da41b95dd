"""Where Python could not read a cell, the thing that was meant is found; and of what nobody can tell, nothing is said."""

from __future__ import annotations

import ast

import pytest

from autograder.lint.finding import parameters_of, with_findings
from autograder.lint.syntax import as_typed, meant
from autograder.model import Difference, Kind, Outcome, Source, Verdict

HEAD = "def mse(y, yhat):\n"
BODY = HEAD + "    e = y - yhat\n    {}\n"
LAST = "return torch.mean(e**2)"


def found(cell, error=""):
    """The finding at the place where Python itself stops."""
    told, line = error, cell.count("\n")
    try:
        ast.parse(cell)
    except SyntaxError as stopped:
        told, line = f"{type(stopped).__name__}: {stopped.msg}", stopped.lineno or 0
    one = meant(cell, Difference(Kind.RAISED, note=told, file="hw.py", line=line))
    return one and (one.kind, one.name, one.right)


@pytest.mark.parametrize("mark", [">>>", "In [3]:", "Out[12]:", "```python", "7", "7:", "7."])
def test_what_was_copied_along_with_a_line_is_named(mark):
    assert found(BODY.format(f"{mark} {LAST}")) == ("copied_along", mark.rstrip(":.") if mark[0] == "7" else mark, "")


def test_a_continuation_prompt_in_the_first_column_is_named():
    assert found(f"{HEAD}...     {LAST}\n") == ("copied_along", "...", "")


def test_a_notebooks_prompt_that_happens_to_be_python_is_named():
    assert found(f"{HEAD}    In [3]: e = y\n", "NameError: name 'In' is not defined") == ("copied_along", "In [3]:", "")


@pytest.mark.parametrize(
    ("line", "said", "right"),
    [
        ("return e %*% e", "%*%", "@"),
        ("n++", "++", "n += 1"),
        ("n--", "--", "n -= 1"),
        ("if e && y: pass", "&&", "and"),
        ("if !e: pass", "!", "not"),
        ("// the mean", "//", "#"),
        ("for i in e {", "{", ":"),
        ("print e.mean()", "print e.mean()", "print(e.mean())"),
    ],
)
def test_another_languages_words_lead_to_pythons(line, said, right):
    assert found(BODY.format(line)) == ("other_language", said, right)


def test_else_if_is_no_missing_colon():
    assert found(BODY.format("if e: pass\n    else if y: pass")) == ("other_language", "else if", "elif")


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("ㄱㄷ셔구", "return"),
        ("ㅣㄱ", "lr"),
        ("쫌ㅅ", "What"),
        ("ㅛㅗㅁㅅ", "yhat"),
        ("ㅌ", "X"),
        ("회귀", None),
        ("lr", None),
    ],
)
def test_a_word_typed_on_the_korean_keyboard_is_read_by_its_keys(word, right):
    assert as_typed(word, ["X", "lr", "What", "yhat"]) == ((right,) if right else ())


def test_a_keyword_typed_on_the_korean_keyboard_is_named():
    assert found(BODY.format("ㄱㄷ셔구 e")) == ("korean_keyboard", "ㄱㄷ셔구", "return")


@pytest.mark.parametrize(
    "code", [BODY.format(f'"""mean\n    {LAST}'), f'def g():\n    """mean\n\n\n{HEAD}    """It."""\n']
)
def test_quotes_that_swallow_code_are_named_where_they_were_opened(code):
    assert found(code + 'def sse(y):\n    """The → sum."""\n') in [
        ("open_quotes", '"""', ""),
        ("open_quotes", "'''", ""),
    ]


def test_two_values_side_by_side_want_an_operator():
    assert found(BODY.format("return lr What.grad")) == ("operator_missing", "lr", "What")


def test_a_function_without_def_is_told_so():
    assert found(f"mse(y, yhat):\n    {LAST}\n") == ("def_missing", "mse", "def mse(y, yhat):")


@pytest.mark.parametrize("line", ["return (e", "return e)", "x = 'a && b", "e = ", "return e # 1 && 2 (", "1 + (e"])
def test_what_another_sentence_explains_is_left_to_it(line):
    assert found(BODY.format(line)) is None


@pytest.mark.parametrize("line", ["print a" + " " * 50_000 + "b", "{" * 50_000, "ㅣ" * 50_000, "1 " * 50_000, "("])
def test_a_line_that_nobody_writes_by_hand_is_not_looked_into(line):
    assert found(BODY.format(line) * (5_000 if line == "(" else 1)) is None


ASKED = parameters_of(["def mse(y, yhat):\n    ...\n\ndef fit(X, y, What, lr, epochs):\n    ...\n"])


def in_code(code, note="", kind=Kind.VALUE, exercise="mse"):
    verdict = Verdict("a", Outcome.FAILED, Difference(kind, note=note, file="hw.py", line=3))
    (one,) = with_findings([verdict], {"a": exercise}, [Source("hw.py", (code,))], ASKED)
    return one.finding and (one.finding.kind, one.finding.name, one.finding.right)


@pytest.mark.parametrize(
    ("line", "kind", "name", "right"),
    [
        ("return e,", "comma_behind", "", "e"),
        ("e <- y - yhat", "other_language", "<-", "="),
        ("return mse", "function_returned", "mse", ""),
    ],
)
def test_a_slip_that_python_takes_for_something_else_is_named(line, kind, name, right):
    assert in_code(BODY.format(line)) == (kind, name, right)


@pytest.mark.parametrize("line", ["return (e,)", "mse = e\n    return mse", "return e < -y"])
def test_what_may_be_meant_is_no_slip(line):
    assert in_code(BODY.format(line)) is None


@pytest.mark.parametrize(
    ("code", "line", "kind"),
    [
        ("x = 1\n\ndef mse(y, yhat):\n...     return y\n", 4, "copied_along"),
        ("x = 1\ndef mse(y, yhat):\n    >>> return y\n", 3, "copied_along"),
        ("def mse(y, yhat)\n    return y\n", 1, "not_python"),
        ("def mse(\n        y, yhat):\n    return (y\n", 3, "not_python"),
        ("\nmse(y, yhat):\n    return y\n", 2, "def_missing"),
        ("dfe mse(y, yhat):\n    return y\n", 1, "misspelt_keyword"),
    ],
)
def test_a_function_that_python_cannot_read_is_told_by_its_line(code, line, kind):
    verdict = Verdict("a", Outcome.FAILED, Difference(Kind.MISSING))
    (one,) = with_findings([verdict], {"a": "mse"}, [Source("hw.py", (code,))], ASKED)
    assert one.finding is not None
    assert (one.finding.kind, one.finding.line) == (kind, line)


def test_a_value_from_outside_is_no_function_that_is_returned():
    code = "What0 = torch.zeros(2, 1)\ndef mse(y, yhat):\n    return What0\n"
    found = in_code(code)
    assert found is None or found[0] != "function_returned"


LOOP = """def fit(X, y, What, lr, epochs):
    {}
    for epoc in range(epochs):
        loss = torch.mean((y - X @ What) ** 2)
        {}
        What.data = What.data - lr * {}
        What.grad = None
    return What
"""


@pytest.mark.parametrize(
    ("above", "backward", "moved_by", "note", "kind"),
    [
        ("return What", "loss.backward()", "What.grad", "", "return_too_soon"),
        ("pass", "g = loss.backward()", "g", "TypeError: … 'float' and 'NoneType'", "nothing_of_backward"),
        ("pass", "loss.backward()", "loss", "", "moved_by_loss"),
    ],
)
def test_a_step_that_leads_nowhere_is_named(above, backward, moved_by, note, kind):
    code = LOOP.format(above, backward, moved_by)
    named = in_code(code, note, Kind.RAISED if note else Kind.VALUE, "fit")
    assert named is not None
    assert named[0] == kind


def test_a_clearing_below_the_return_is_never_run():
    code = "def fit(X, y, What, lr, epochs):\n    What.data = What.data - lr * What.grad\n    return What\n    What.grad = None\n"
    assert in_code(code, exercise="fit") == ("return_too_soon", "What.grad = None", "")


def test_a_loss_within_no_grad_is_named_where_backward_finds_no_graph():
    code = "def fit(X, y, What, lr, epochs):\n    with torch.no_grad():\n        loss = ((y - X @ What) ** 2).mean()\n    loss.backward()\n"
    note = "RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn"
    assert in_code(code, note, Kind.RAISED, "fit") == ("unrecorded", "", "")


@pytest.mark.parametrize("dot", ["", ".", ":", "|"])
@pytest.mark.parametrize("first", ['"""One', "def mse(y, yhat):", "@torch.no_grad()", ""])
def test_numbers_before_every_line_are_copied_along_whatever_the_line_says(dot, first):
    cell = "\n".join(f"  {number}{dot} {line}" for number, line in enumerate([first, "two"], 9))
    found = meant(cell, Difference(Kind.RAISED, got="IndentationError", note="unexpected indent", line=1))
    assert (found.kind, found.name.rstrip(".:|")) == ("copied_along", "9")


def test_a_matrix_written_over_several_lines_is_none():
    cell = "A = [\n  1 2,\n  2 3]"
    found = meant(cell, Difference(Kind.RAISED, got="SyntaxError", note="invalid syntax", line=2))
    assert found is None or found.kind != "copied_along"


def test_the_won_sign_of_a_korean_keyboard_is_its_backslash():
    found = meant("x = ₩", Difference(Kind.RAISED, got="SyntaxError", note="invalid character '₩' (U+20A9)", line=1))
    assert (found.kind, found.right) == ("look_alike", "\\")
