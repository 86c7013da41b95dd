"""An error of Python's or torch's → the code of what to look at: the dozen that this course's students meet."""

from __future__ import annotations

import re

_KNOWN = (
    ("leaf_in_place", r"leaf Variable that requires grad is being used in an in-place"),
    ("backward_twice", r"backward through the graph a second time"),
    ("no_graph", r"does not require grad and does not have a grad_fn"),
    ("not_scalar", r"grad can be implicitly created only for scalar"),
    ("dtypes", r"(?:same|expected) (?:scalar )?(?:d)?type|mat1 and mat2 must have the same dtype|expected m1 and m2"),
    ("shapes", r"shapes cannot be multiplied|size mismatch|must match the size of tensor|inconsistent tensor size"),
    ("detach_first", r"Can't call numpy\(\) on Tensor that requires grad"),
    ("is_none", r"'NoneType'"),
    ("no_name", r"^NameError|name '\w+' is not defined"),
    ("not_given", r"missing \d+ required positional argument"),
    ("not_python", r"^(?:SyntaxError|IndentationError|TabError)"),
    ("no_library", r"^ModuleNotFoundError"),
)


def advice(kind: str, message: str) -> str:
    """The code of a sentence in `[advice]`; "" for an error nobody knows."""
    text = f"{kind}: {message}"
    return next((code for code, pattern in _KNOWN if re.search(pattern, text)), "")
