"""An error that a student meets → what leads to its mending."""

from __future__ import annotations

import re
from collections.abc import Sequence

from autograder.model import (
    Difference,
    Kind,
    LintFinding,
    Source,
    Verdict,
    file_and_cell,
)
from autograder.report.messages.catalog import say, say_or
from autograder.text import one_line

_EXPRESSION = 120
"""Characters of an expression that are shown."""
_SQUARE = re.compile(r"\((?P<n>[2-9]|\d{2,}), (?P=n)\) (?:\((?P=n),(?: 1)?\))")
"""A shape that is n×n, and one of n numbers that was asked for."""
_ERRORS = (
    ("no_gpu", r"not compiled with CUDA|No CUDA GPUs|NVIDIA driver|CUDA driver|the MPS backend|support for MPS"),
    ("smart_quotes", r"^SyntaxError.*[“”‘’]"),
    ("dash", r"^SyntaxError.*invalid character '[–—−]'"),
    ("strange_character", r"^SyntaxError.*invalid (?:non-printable )?character"),
    ("tabs", r"^TabError|inconsistent use of tabs"),
    ("empty_block", r"^IndentationError.*expected an indented block"),
    ("indent", r"^IndentationError"),
    ("bracket", r"^SyntaxError.*(?:was never closed|unmatched|does not match opening)"),
    ("comma", r"^SyntaxError.*Perhaps you forgot a comma"),
    ("braces", r"^SyntaxError.*f-string"),
    ("colon", r"^SyntaxError.*expected ':'"),
    ("quote", r"^SyntaxError.*unterminated"),
    ("not_assignable", r"^SyntaxError.*cannot assign to"),
    ("assigns_in_expression", r"^SyntaxError.*instead of '='"),
    ("global_argument", r"is parameter and global"),
    ("square_brackets", r"(?:function|method|type)\w*' object is not subscriptable"),
    ("vectors_alone", r"1D tensors expected"),
    ("used_before", r"cannot access local variable|referenced before assignment"),
    ("recursion", r"^RecursionError"),
    ("no_file", r"^FileNotFoundError"),
    ("float_counted", r"'float' object cannot be interpreted as an integer"),
    ("key", r"^KeyError"),
    ("tuple_for_tensor", r"must be Tensor, not tuple|'tuple' object has no attribute"),
    ("two_of_max", r"return_types\.(?:max|min)"),
    ("number_of_many", r"cannot be converted to Scalar|item\(\) .*one element"),
    ("dtype_assigned", r"'dtype' of .* is not writable"),
    ("labels_whole", r"target dtype to be Long|0D or 1D target tensor expected|class probabilities"),
    ("rows_of_a_batch", r"stack expects each tensor to be equal size"),
    ("image_dimensions", r"3D or 4D|3D \(unbatched\) or 4D"),
    ("list_of_tensors", r"must be tuple of Tensors, not Tensor"),
    ("dimension", r"^IndexError: Dimension out of range|Tensors must have same number of dimensions"),
    ("parameter_assigned", r"cannot assign '.*' as parameter"),
    ("data_is_a_tensor", r"Variable data has to be a tensor"),
    ("optimiser_of_a_list", r"params argument given to the optimizer should be an iterable"),
    ("number_iterated", r"'int' object is not iterable"),
    ("net_iterated", r"'(?:Linear|Sequential|\w*Net)' object is not iterable"),
    ("grad_is_a_tensor", r"assigned grad expected to be a Tensor or None"),
    ("list_by_name", r"list indices must be integers or slices, not (?:str|Tensor|float)"),
    ("not_in_list", r"^ValueError: .* is not in list"),
    ("unhashable", r"unhashable type: '(?:list|set|dict)'"),
    ("given_twice", r"got multiple values for (?:keyword )?argument"),
    ("one_hot_size", r"Class values must be smaller than num_classes"),
    ("whole_numbers", r"one_hot is only applicable to index|indices'? to have one of the following scalar types"),
    ("out_of_table", r"index out of range in self"),
    ("super_first", r"before Module\.__init__\(\) call"),
    ("no_forward", r'missing the required "forward" function'),
    ("not_of_self", r"^AttributeError: '\w*Net' object has no attribute"),
    ("tensors_in_a_list", r"only one element tensors can be converted"),
    ("net_for_value", r"must be Tensor, not (?:Sequential|Linear|function|\w*Net)\b"),
    ("layers_in_sequential", r"is not a Module subclass"),
    ("mean_of_bool", r"mean\(\): (?:could not infer output dtype|input dtype should be)"),
    ("scores_for_probabilities", r"all elements of input should be between 0 and 1"),
    ("ambiguous", r"Boolean value of Tensor with more than one value is ambiguous"),
    ("not_floating", r"[Oo]nly Tensors of floating point|can only .* floating"),
    ("no_number_method", r"'(?:float|int)' object has no attribute"),
    ("not_callable", r"object is not callable"),
    (
        "method_operand",
        r"unsupported operand type.*(?:method|function)|must be Tensor, not (?:builtin_function|method)|'(?:builtin_function_or_method|method)' object",
    ),
    ("leaf_in_place", r"leaf Variable that requires grad is being used in an in-place"),
    ("backward_twice", r"backward through the graph a second time"),
    ("no_graph", r"does not require grad and does not have a grad_fn"),
    ("not_scalar", r"grad can be implicitly created only for scalar"),
    ("dtypes", r"(?:same|expected) (?:scalar )?(?:d)?type|mat1 and mat2 must have the same dtype|expected m1 and m2"),
    (
        "shapes",
        r"shapes cannot be multiplied|size mismatch|must match the size of tensor|inconsistent tensor size|the broadcast shape|^RuntimeError: expand\(",
    ),
    ("detach_first", r"Can't call numpy\(\) on Tensor that requires grad"),
    ("is_none", r"'NoneType'"),
    (
        "list_for_tensor",
        r"unsupported operand type.*'list'|multiply sequence by non-int|must be Tensor, not list|'list' object has no",
    ),
    ("too_many_given", r"takes (?:from )?\d+.* positional arguments? but \d+ (?:was|were) given"),
    ("wrong_keyword", r"unexpected keyword argument"),
    ("arguments", r"received an invalid combination of arguments"),
    ("no_attribute", r"^AttributeError.*has no attribute"),
    ("no_name", r"^NameError|name '\w+' is not defined"),
    ("not_given", r"missing \d+ required positional argument"),
    ("not_python", r"^(?:SyntaxError|IndentationError|TabError)"),
    ("no_library", r"^ModuleNotFoundError"),
)
"""Errors of Python's and torch's that this course's students meet, by the code of what to look at."""


_OF_THE_STEP = frozenset(
    [
        *("sum_for_mean", "mean_for_sum", "times", "other_sign", "step_times", "rate_missing", "uphill"),
        *("not_cleared", "batch_not_cleared", "update_not_cleared"),
    ]
)
"""Findings of the very step that goes wrong first. Others are of the code, whichever step shows them."""


_CERTAIN = frozenset({"underscore_missing", "dropped", "append_given_back", "only_the_step", "doubled", "made_anew"})
"""Findings that tell why a path is as it is: another's, of which a tape has the look, is not told beside them."""


def is_certain(finding: LintFinding | None) -> bool:
    """True where a likeness of tapes can tell nothing more."""
    return finding is not None and finding.kind in _CERTAIN


def is_of_the_step(finding: LintFinding) -> bool:
    """True where the epoch and step of a difference are the finding's own."""
    return finding.kind in _OF_THE_STEP


def cell_text(sources: Sequence[Source], file: str) -> str:
    """The text of a script or of a notebook's cell.

    "" where the student has no such file.
    """
    name, cell = file_and_cell(file)
    position = max(cell, 1) - 1
    source = next((source for source in sources if source.name == name), None)
    return source.cells[position] if source and position < len(source.cells) else ""


def advice_code(error: str, message: str) -> str:
    """The code of a sentence in `[advice]`; "" for an error nobody knows."""
    text = ": ".join(part for part in (error, message) if part)
    return next((code for code, pattern in _ERRORS if re.search(pattern, text)), "")


def says_it_all(verdict: Verdict) -> bool:
    """True where a finding leaves nothing to be told of what came of it."""
    difference, finding = verdict.difference, verdict.finding
    if finding is None or difference is None:
        return False
    return difference.kind is Kind.MISSING or difference.note == finding.kind


def found(finding: LintFinding, language: str) -> str:
    """The sentence of a finding."""
    most = _EXPRESSION if finding.kind.startswith("brackets") else 60
    name, right = one_line(finding.name, most), one_line(finding.right, most)
    if finding.kind == "unseen_character":
        name = say_or(f"character.{name}", language, otherwise=name)
    return say(f"finding.{finding.kind}", language, name=name, right=right)


def is_broadcast(got: str, right: str) -> bool:
    """True for n×n where n numbers were asked for.

    (n,) and (n, 1) were computed together.
    """
    return bool(_SQUARE.fullmatch(f"{got} {right}"))


def is_of_many(got: str, right: str) -> bool:
    """True for the shape of several numbers where a single one was asked for."""
    return right == "()" and any(length != "1" for length in re.findall(r"\d+", got))


def explanation(verdict: Verdict, language: str) -> str:
    """Say what leads to the mending, where it is plain; "" elsewhere."""
    difference, finding = verdict.difference, verdict.finding
    if finding and finding.kind == "not_python":
        told = say("kind.raised", language, error=one_line(finding.name).rstrip("."))
        advice = say("advice." + advice_code(finding.name, ""), language)
        return f"{advice} {told[:1].upper()}{told[1:]}"
    if finding:
        return found(finding, language)
    return "" if difference is None else _of_outcome(difference, language)


def _of_outcome(difference: Difference, language: str) -> str:
    """Say what leads to the mending of what came back, or of an error."""
    nothing = difference.kind is Kind.TYPE and difference.got == "NoneType"
    if nothing or (difference.kind in {Kind.OTHER, Kind.TYPE} and "NoneType" in difference.note):
        return say("message.no_return", language)
    if difference.kind is Kind.SHAPE and is_broadcast(difference.got, difference.expected):
        return found(LintFinding("broadcast", difference.got), language)
    if difference.kind is Kind.SHAPE and is_of_many(difference.got, difference.expected):
        return found(LintFinding("not_reduced", difference.got), language)
    if difference.kind not in {Kind.RAISED, Kind.TYPE}:
        return ""
    code = advice_code(difference.got if difference.kind is Kind.RAISED else "", difference.note)
    if code == "tensors_in_a_list" and difference.got in {"max", "min"}:
        code = "two_of_max"  # torch's own pair
    return say(f"advice.{code}", language) if code else ""
