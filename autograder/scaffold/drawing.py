"""Lines that draw numbers → the same behind a seed."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DRAWS = re.compile(
    r"rand|normal|uniform|shuffle|permut|choice|multinomial|bernoulli|\bnn\.[A-Z]|train_test_split|make_\w+\("
)
_SEED = re.compile(r"seed\(|default_rng\([^)]|RandomState\([^)]|random_state=")
_OF = {"torch": "torch.manual_seed(0)", "np": "np.random.seed(0)", "numpy": "numpy.random.seed(0)"}
_OF |= {"random": "random.seed(0)"}


def seeded(lines: Iterable[str], rest: str = "") -> tuple[str, ...]:
    """These lines; where they or the rest draw and say no seed, behind one."""
    kept = tuple(lines)
    text = "\n".join([*kept, rest])
    if not _DRAWS.search(text) or _SEED.search(text):
        return kept
    roots = {"torch" if name == "nn" else name for name in re.findall(r"(?<![\w.])(torch|np|numpy|random|nn)\.", text)}
    return (*(line for name, line in _OF.items() if name in roots), *kept)


def is_seed(text: str) -> bool:
    """True of a statement that does nothing but seed."""
    return bool(re.fullmatch(r"[\w.]*seed\w*\([^()]*\)", text))
