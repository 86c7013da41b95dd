"""Statements → the names that they read before they make them."""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterable, Iterator

from autograder.parsing import names_of


def free_names(node: ast.AST) -> set[str]:
    """Names that a definition or a statement reads from around it."""
    if isinstance(node, ast.Module):
        return needed(node.body)
    text = ast.unparse(node)
    table = symtable.symtable(text, "<read>", "exec")
    own = {each.get_name() for each in table.get_symbols() if each.is_assigned() or each.is_imported()}
    read = {each.get_name() for each in table.get_symbols() if each.is_referenced()}
    return {*_global_reads(table)} - own | read - own


def needed(statements: Iterable[ast.stmt]) -> set[str]:
    """Names that statements read before one of them makes them."""
    made: set[str] = set()
    found: set[str] = set()
    for statement in statements:
        found |= _read_first(statement) - made
        made |= {*names_of(statement)}
    return found


def read_names(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """The names that are read."""
    every = (node for each in nodes for node in ast.walk(each))
    return (node.id for node in every if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load))


def rebound(statements: Iterable[ast.stmt]) -> set[str]:
    """List names that are assigned or deleted."""
    return {name for each in statements for name in rebound_by(each)}


def _read_first(statement: ast.stmt) -> set[str]:
    """Names that one statement reads and does not make before."""
    match statement:
        case ast.Assign() | ast.AnnAssign():
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            return {*read_names(targets), *(free_names(statement.value) if statement.value else ())}
        case ast.AugAssign(target=target, value=value):
            return free_names(value) | {*read_names([target])} | {*names_of(statement)}
        case ast.For(target=target, iter=over, body=body, orelse=after):
            return free_names(over) | needed([*body, *after]) - rebound_by(target)
        case ast.While(test=test, body=body, orelse=after) | ast.If(test=test, body=body, orelse=after):
            return free_names(test) | needed(body) | needed(after)
        case ast.With(items=items, body=body):
            made = {name for item in items if item.optional_vars for name in rebound_by(item.optional_vars)}
            return needed(body).difference(made).union(*(free_names(item.context_expr) for item in items))
        case _:
            return free_names(statement)


def rebound_by(target: ast.AST) -> set[str]:
    """The names that a target of an assignment or a loop makes."""
    return {node.id for node in ast.walk(target) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}


def _global_reads(table: symtable.SymbolTable) -> Iterator[str]:
    for inner in table.get_children():
        yield from (each.get_name() for each in inner.get_symbols() if each.is_global() and each.is_referenced())
        yield from _global_reads(inner)
