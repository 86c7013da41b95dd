"""Solutions with a secret in every place that Python's grammar has, for the property that none survives the cut."""

from __future__ import annotations

import textwrap

from hypothesis import strategies as st

SECRET = "s3cr3t"
NUMBER = "90210.5"

_SIMPLE = [
    "s3cr3t = s3cr3t.s3cr3t(90210.5, s3cr3t=s3cr3t)",
    "s3cr3t: s3cr3t = 's3cr3t'",
    "a += f'{s3cr3t!r:>{s3cr3t}} s3cr3t' 's3cr3t'",
    "a = b'''s3cr3t\n# s3cr3t\n'''",
    'a = """\n# s3cr3t\n    # s3cr3t\n"""',
    "return s3cr3t  # s3cr3t",
    "return  # s3cr3t",
    "a = (90210.5,  # s3cr3t\n     # s3cr3t\n     s3cr3t)",
    "a = \\\n    s3cr3t",
    "a = lambda s3cr3t=s3cr3t, *s3cr3ts, k=90210.5: s3cr3t",
    "a = 1; s3cr3t = 2",
    "'s3cr3t'",
    "'''s3cr3t\n# s3cr3t\n'''",
    "import s3cr3t.s3cr3t as s3cr3t",
    "from s3cr3t import (s3cr3t as s3cr3t,  # s3cr3t\n    b)",
    "global s3cr3t",
    "del s3cr3t[s3cr3t:s3cr3t]",
    "assert s3cr3t, 's3cr3t'",
    "raise s3cr3t from s3cr3t",
    "yield s3cr3t",
    "a = yield from s3cr3t",
    "pass  # s3cr3t",
    "(a := s3cr3t)",
    "a = [s3cr3t for s3cr3t in s3cr3t if s3cr3t]",
    "a = {s3cr3t: 90210.5, **s3cr3t}",
    "print(*s3cr3t, **s3cr3t)",
    "a = s3cr3t if s3cr3t else -s3cr3t @ s3cr3t",
    "a = s3cr3t  # not given",
    "a = s3cr3t  #given",
    "a = s3cr3t  # given?",
    "a = s3cr3t  # is given here",
    "a = (s3cr3t,\n    1)  # given",
    "a = '''s3cr3t\n'''  # given",
    "a = yield s3cr3t  # given",
    "for s3cr3t in s3cr3t: s3cr3t(90210.5)",
    "while s3cr3t: break",
    "if s3cr3t: a = s3cr3t",
    "with s3cr3t as s3cr3t: pass",
    "@s3cr3t\nclass s3cr3t(s3cr3t): s3cr3t = 90210.5",
    "def s3cr3t(s3cr3t=90210.5): return s3cr3t",
]
_PUBLIC = [
    "# step1: yhat",
    "# step2: loss",
    "## step3: 미분",
    '# a hint in "quotes" and \\ more',
    "",
    "a = 1  # given",
    "break  # given",
]
_AROUND = [
    "for s3cr3t in s3cr3t(90210.5):  # s3cr3t\n{0}\nelse:\n{1}",
    "while s3cr3t:\n{0}\nelse:  # s3cr3t\n{1}",
    "if s3cr3t:\n{0}\nelif s3cr3t == 's3cr3t':\n{1}\nelse:\n{0}",
    "with s3cr3t(s3cr3t) as s3cr3t, s3cr3t:\n{0}",
    "try:\n{0}\nexcept s3cr3t as s3cr3t:\n{1}\nexcept (s3cr3t, s3cr3t):  # s3cr3t\n{0}\nelse:\n{1}\nfinally:\n{0}",
    "try:\n{0}\nexcept* s3cr3t:\n{1}",
    "match s3cr3t:\n    # s3cr3t\n    case s3cr3t(s3cr3t=90210.5) if s3cr3t:\n        # s3cr3t\n        s3cr3t()\n    case 's3cr3t' | [s3cr3t, *s3cr3ts]:\n        pass",
    "@s3cr3t\n# s3cr3t\ndef s3cr3t(s3cr3t: s3cr3t = s3cr3t) -> s3cr3t:\n    's3cr3t'\n    # s3cr3t\n    return s3cr3t",
    "async def s3cr3t():\n    # s3cr3t\n    async with s3cr3t: await s3cr3t\n    async for s3cr3t in s3cr3t:\n        # s3cr3t\n        pass",
    "class s3cr3t(s3cr3t, metaclass=s3cr3t):\n    's3cr3t'\n    # s3cr3t\n    s3cr3t: s3cr3t = 90210.5\n    def s3cr3t(self): return s3cr3t",
    "for e in range(2):  # given\n{0}",
    "if True:  # given\n{0}\nelif s3cr3t:\n{1}\nelse:\n{1}",
    "for e in range(2):  # given\n{0}\nelse:  # given\n{1}",
    "for e in (s3cr3t,\n    s3cr3t):  # given\n{0}",
    "if s3cr3t:\n{0}\nelse:  # given\n{1}",
]
_DEFAULTS = [
    "s3cr3t",
    "s3cr3t()",
    "[s3cr3t]",
    "lambda: s3cr3t",
    "f'{s3cr3t}'",
    "s3cr3t.s3cr3t",
    "(1,  # s3cr3t\n 2)",
    "1/1000",
    "{1: s3cr3t}",
]
_NOTES = [
    "s3cr3t",
    "'s3cr3t'",
    "list[s3cr3t]",
    "int",
    "Annotated[int, 's3cr3t']",
    "s3cr3t.s3cr3t | None",
    "float | None",
]
_TOP = [
    "import math  # s3cr3t",
    "from math import (  # s3cr3t\n    sqrt,  # s3cr3t\n    # s3cr3t\n    pi)",
    "from math import _s3cr3t, tau",
    "import math; s3cr3t = 90210.5",
    "# s3cr3t",
    "s3cr3t = 90210.5",
    "SEED = 43052  # given",
    "'s3cr3t'",
    "if True:\n    import s3cr3t\n    def open_s3cr3t(): return s3cr3t",
    "try:\n    import s3cr3t\nexcept ImportError:\n    s3cr3t = None",
    "def _s3cr3t():\n    'public? no: s3cr3t'\n    # s3cr3t\n    return 1  # given",
    "class _s3cr3t:\n    's3cr3t'\n    # s3cr3t\n    def open(self): return s3cr3t",
    (
        "@s3cr3t\nclass Open(s3cr3t, s3cr3t.open, object, metaclass=s3cr3t):\n    'open'\n    s3cr3t = 90210.5  # s3cr3t\n"
        "    @s3cr3t(90210.5)\n    @staticmethod\n    def open(x: s3cr3t = s3cr3t, *, y=s3cr3t()) -> s3cr3t:\n        'open'\n        return s3cr3t\n"
        "    def _s3cr3t(self): return s3cr3t\n    class s3cr3t:\n        's3cr3t'\n        def s3cr3t(self): return 90210.5\n"
        "    def __init__(self, a=s3cr3t): self.s3cr3t = s3cr3t; super().__init__()"
    ),
    "async def later_s3cr3t():\n    # s3cr3t\n    return s3cr3t",
    "with open('s3cr3t') as s3cr3t:\n    pass",
    "match s3cr3t:\n    case s3cr3t:\n        pass",
    "for s3cr3t in s3cr3t:\n    # s3cr3t\n    pass",
    "lambda: s3cr3t",
]


def _indented(lines: str) -> str:
    """Indented by hand where a string or a bracket goes on: its own lines stay as they are."""
    return textwrap.indent(lines, "    ", lambda line: bool(line.strip()))


def _block(statements: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(statements, min_size=1, max_size=4).map(lambda parts: "\n".join([*parts, "s3cr3t()"]))


def _nested(statements: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    inner = _block(statements).map(_indented)
    return st.builds(str.format, st.sampled_from(_AROUND), inner, inner)


statements = st.recursive(st.sampled_from(_SIMPLE + _PUBLIC), _nested, max_leaves=12)
docstrings = st.sampled_from(
    [
        "pass",
        '"""평균.\n\n    The mean.\n    """',
        "'mean'; s3cr3t = 90210.5",
        "f'{s3cr3t}'",
        "('mean')  # s3cr3t",
        "b's3cr3t'",
    ]
)


@st.composite
def exercises(draw: st.DrawFn) -> str:
    """A function named `exercise` that a caller may call without arguments."""
    default, note = draw(st.sampled_from(_DEFAULTS)), draw(st.sampled_from(_NOTES))
    above = draw(st.sampled_from(["", "# s3cr3t\n", "@s3cr3t(90210.5)\n# s3cr3t\n"]))
    head = (
        f"{above}def exercise(\n    a: {note} = {default},  # s3cr3t\n    *s3, b={default}, **k) -> {note}:  # s3cr3t"
    )
    body = "\n".join([draw(docstrings), draw(_block(statements)), draw(st.sampled_from(["", "# step4: update"]))])
    return f"{head}\n{_indented(body)}"


@st.composite
def solutions(draw: st.DrawFn) -> str:
    """A whole solution file, with `exercise` among other code."""
    top = st.lists(st.sampled_from(_TOP), max_size=4)
    parts = [*draw(top), draw(exercises()), *draw(top), "# s3cr3t"]
    return "\n\n".join(
        [
            draw(
                st.sampled_from(
                    ["import sys", "# s3cr3t\nimport sys", "'''The module.'''", "'''The module.'''; s3cr3t = 1"]
                )
            ),
            *parts,
        ]
    )
