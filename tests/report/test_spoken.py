"""A message in two languages is shown in one."""

from __future__ import annotations

import pytest

from autograder.text import in_language

BOTH = "\n평균이 다릅니다.\nThe mean is off.\n  나온 값 · got: [1.0]\n  강의의 값 · lecture: [2.0]"


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("ko", ("평균이 다릅니다.", "  나온 값: [1.0]", "  강의의 값: [2.0]")),
        ("en", ("The mean is off.", "  got: [1.0]", "  lecture: [2.0]")),
    ],
)
def test_each_line_is_in_its_language(language, lines):
    assert in_language(BOTH, language) == lines


@pytest.mark.parametrize("language", ["ko", "en"])
def test_numbers_belong_to_both(language):
    assert "[[1, 2], [3, 4]]" in in_language(f"{BOTH}\n[[1, 2], [3, 4]]", language)


@pytest.mark.parametrize(("language", "line"), [("ko", "틀렸습니다"), ("en", "it is wrong")])
@pytest.mark.parametrize("between", ["·", "/"])
def test_halves_of_a_line_are_parted(language, line, between):
    assert in_language(f"틀렸습니다 {between} it is wrong", language) == (line,)


def test_a_fraction_in_one_language_is_no_half():
    assert in_language("정답은 1 / 2입니다.\nIt is 1 / 2.", "ko") == ("정답은 1 / 2입니다.",)


@pytest.mark.parametrize("text", ["Only English words here.", "한국어뿐입니다."])
def test_what_is_in_one_language_alone_is_told_to_all(text):
    assert in_language(text, "ko") == in_language(text, "en") == (text,)
