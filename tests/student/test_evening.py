"""docs/evening.md and evening.ko.md are what really comes when a weak student types what stands there."""

from __future__ import annotations

import os
import re

import pytest

from tests.student.evening import PAGES, transcripts

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def now(tmp_path_factory):
    return transcripts(tmp_path_factory.mktemp("home"))


@pytest.mark.parametrize("language", PAGES)
def test_the_evening_is_as_it_is_written_down(now, language):
    """UPDATE_GOLDEN=1 writes the page anew: read it again."""
    if os.environ.get("UPDATE_GOLDEN"):
        PAGES[language].write_text(now[language], encoding="utf-8")
    assert stable(PAGES[language].read_text(encoding="utf-8")) == stable(now[language])


def stable(page):
    """Without what changes whenever a docstring of the week does."""
    return re.sub(r"\b[0-9a-f]{64}\b", "…", re.sub(r"line \d+|\d+번째 줄|\d+번 줄", "line …", page))
