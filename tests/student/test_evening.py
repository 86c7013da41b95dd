"""docs/evening.md is what really comes when a weak student types what stands there."""

from __future__ import annotations

import os
import re

import pytest

from tests.student.evening import PAGE, transcript


@pytest.mark.slow
def test_the_evening_is_as_it_is_written_down(tmp_path):
    """UPDATE_GOLDEN=1 writes the page anew: read it again."""
    now = transcript(tmp_path)
    if os.environ.get("UPDATE_GOLDEN"):
        PAGE.write_text(now, encoding="utf-8")
    assert stable(PAGE.read_text(encoding="utf-8")) == stable(now)


def stable(page):
    """Without what changes whenever a docstring of the week does."""
    return re.sub(r"\b[0-9a-f]{64}\b", "…", re.sub(r"line \d+", "line …", page))
