"""A file that was looked at once, and what is written now. UPDATE_GOLDEN=1 pytest tests/report writes them anew: look again."""

from __future__ import annotations

import os
import re
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def matches(name: str, content: bytes) -> bool:
    """Whether `content` is what the golden file holds."""
    path = FOLDER / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return path.read_bytes() == content


def bare(page: bytes) -> bytes:
    """A page without its style, script, policy and pictures: what is left is what it says."""
    text = page.decode()
    text = re.sub(r"<(style|script)>.*?</\1>", r"<\1></\1>", text, flags=re.DOTALL)
    text = re.sub(r'content="default-src[^"]*"', 'content=""', text)
    return re.sub(r"data:image/svg\+xml;base64,[\w+/=]+", "data:", text).encode()
