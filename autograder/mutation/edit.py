"""One change to a function's tree."""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst


@dataclass(frozen=True, slots=True)
class Edit:
    """A node and its replacement.

    `what`: what that is called where the changed line alone would not tell.
    """

    old: cst.CSTNode
    new: cst.CSTNode
    what: str = ""


def bracketed(expression: cst.BaseExpression) -> cst.BaseExpression:
    """The expression in brackets of its own."""
    return expression.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
