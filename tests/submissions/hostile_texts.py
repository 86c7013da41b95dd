"""Texts that are hard to read for whoever reads them carelessly: deep, long, wide, huge."""

from __future__ import annotations

import random


def nested_definitions(depth: int, word: str = "def", tail: str = "(x)") -> str:
    """A function in a function, and so on; each holds a line of its own."""
    rows = []
    for level in range(depth):
        rows += [f"{' ' * level}{word} f{level}{tail}:", f"{' ' * (level + 1)}y{level} = x{level} + {level} * 17"]
    return "\n".join(rows) + "\n"


HOSTILE = {
    "parentheses": "x = " + "(" * 5000 + "1" + ")" * 5000,
    "lists": "x = " + "[" * 90 + "1" + "]" * 90,
    "unclosed": "mse(" * 30_000,
    "signs": "x = " + "-" * 20_000 + "1",
    "negations": "x = " + "not " * 5000 + "y",
    "attributes": "x = a" + ".b" * 20_000,
    "calls": "x = a" + "()" * 20_000,
    "subscripts": "x = a" + "[0]" * 20_000,
    "sum": "x = " + " + ".join(["y"] * 20_000),
    "powers": "x = " + " ** ".join(["y"] * 3000),
    "comparisons": "x = " + " < ".join(["y"] * 20_000),
    "hex": "def mse(y, yhat):\n    return 0x" + "f" * 200_000,
    "digits": "def mse(y, yhat):\n    return " + "9" * 100_000,
    "exponent": "def mse(y, yhat):\n    return 9**9**9**9",
    "functions": nested_definitions(95),
    "classes": nested_definitions(95, "class", ""),
    "lambdas": "x = " + "lambda: " * 3000 + "1",
    "branches": "if a:\n    x = 1\n" + "elif b:\n    x = 2\n" * 3000,
    "ternaries": "x = " + "1 if a else " * 3000 + "2",
    "comprehension": "x = [" + " ".join(f"for a{i} in b" for i in range(3000)).join(["1 ", "]"]),
    "one line": "x = 1; " * 100_000,
    "continued": "x = 1 + \\\n" * 50_000 + "1",
    "magics": "%time x\n" * 30_000,
    "shells": "x = !ls {y}\n" * 30_000,
    "questions": "x?\n" * 30_000,
    "cell magics": "%%time\n" * 20_000 + "x = 1",
    "prompts": ">>> x = 1\n... \n" * 20_000,
    "unended text": "'''" + "x = 1\n" * 50_000,
    "formats": "x = f'" + "{x}" * 20_000 + "'",
    "strings": "x = " + "'a' " * 50_000,
    "comments": "".join(f"# a comment of my very own, number {i}\n" for i in range(20_000)),
    "numbers": "".join(f"x{i} = {i}.5\n" for i in range(30_000)),
    "indents": "".join(" " * i + "if x:\n" for i in range(95)) + " " * 95 + "x",
    "tabs": "\t" * 50_000 + "x = 1",
    "no text": "\0" * 1000,
    "surrogate": "x = '\ud800'",
    "form feeds": "\f" * 10_000 + "x = 1",
    "decorators": "@a\n" * 20_000 + "def mse(y, yhat):\n    return 1",
    "targets": "x = " * 20_000 + "1",
    "parameters": "def mse(" + ", ".join(f"a{i}" for i in range(20_000)) + "):\n    return 1",
    "matches": "match x:\n" + "".join(f"    case {'[' * 60}{i}{']' * 60}: pass\n" for i in range(300)),
    "functions around much": nested_definitions(60) + "".join(f"{' ' * 61}z{i} = {i}.5 * x\n" for i in range(1500)),
    "many classes around much": "".join(
        nested_definitions(30).replace("f0", f"f{n}x") + "".join(f"{' ' * 31}z{i} = {i} * x\n" for i in range(100))
        for n in range(20)
    ),
    "nested definitions of mse": "def mse(y, yhat):\n" + nested_definitions(90).replace("\n", "\n ").join([" ", ""]),
}


ATOMS = ("x", "1", "0x" + "f" * 5000, "9" * 5000, "1e999", "'\ud800'", "'\u202e'", "None", "가", "\0", "b'\\xff'")
WRAPS = ("({})", "[{}]", "-{}", "not {}", "{}.a", "{}()", "{}[0]", "lambda: {}", "{} if y else 0", "[{} for i in z]")
LINES = (
    "%time {}",
    "!ls {}",
    "{}?",
    "%%bash\n{}",
    ">>> {}",
    "get_ipython().system({})",
    "x = !{}",
    "\f{}",
    "\t{}",
    "# {}",
)
LENGTHS, LONG, LONG_SHARE = (300, 1_000, 3_000, 10_000), 100_000, 0.03
"""Characters of a text, more or less: what is odd about one is seldom its length, and a short one is read sooner."""
JOINS = (" + ", " ** ", " < ", ", ", "; ", "\n", "\r", "\r\n", "\u2028", "\\\n", " ")


def expression(chance: random.Random, longest: int) -> str:
    """Something long, wide or deep, of a kind that is made on the spot."""
    text = chance.choice(ATOMS)
    for _ in range(chance.randrange(4)):
        if chance.random() < 0.6:
            wrap = chance.choice(WRAPS)
            for _ in range(chance.choice((1, 3, 30, 90, 250))):
                text = wrap.replace("{}", text) if len(text) < longest // 5 else text
        else:
            text = chance.choice(JOINS).join([text] * min(chance.choice((2, 10, 100, 2000)), 1 + longest // len(text)))
    return text


def grown(chance: random.Random) -> str:
    """Definitions in definitions around such expressions, with the lines of a notebook and marks of encodings between."""
    rows: list[str] = []
    depth, longest = 0, LONG if chance.random() < LONG_SHARE else chance.choice(LENGTHS)
    for _ in range(chance.choice((1, 5, 40))):
        if sum(map(len, rows)) > longest:
            break
        line = expression(chance, longest)
        if chance.random() < 0.4:
            line = chance.choice(LINES).replace("{}", line)
        if chance.random() < 0.4 and depth < 95:
            rows += [f"{' ' * depth}{chance.choice(('def mse(y, yhat):', 'class A:', 'for i in x:', 'if x:', 'try:'))}"]
            depth += 1
        rows.append(f"{' ' * depth}x = {line}" if chance.random() < 0.7 else line)
    return chance.choice(("", "", "\ufeff", "\0", "# -*- coding: utf-7 -*-\n")) + "\n".join(rows)


def mixed(chance: random.Random) -> str:
    """A function that looks like work, with one of the above, cut short, somewhere in it."""
    text = chance.choice(list(HOSTILE.values()))[: chance.choice((50, 500, 5000))]
    inside = "\n    ".join(text.splitlines()) if chance.random() < 0.5 else text
    return f"import torch\n\ndef mse(y, yhat):\n    a = 1\n    {inside}\n    return torch.mean((y - yhat) ** 2)\n"
