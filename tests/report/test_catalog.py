"""The two languages say the same things, and every code has a sentence."""

from __future__ import annotations

import re
import string
from itertools import chain
from pathlib import Path

import pytest

import autograder.report
from autograder.model import LANGUAGES, AdjustmentKind, Change, Ending, Fate, Kind, Outcome, Reason, Status, Step
from autograder.report.messages.catalog import catalog, number, pick, say, say_or

ROOM = Path(autograder.report.__file__).parent
PARTICLES = re.compile(r"\}(은|는|이|가|을|를|와|과|로|으로|이라|라)(?![가-힣])")


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_have_the_same_codes():
    assert set(catalog("ko")) == set(catalog("en"))


@pytest.mark.parametrize("code", sorted(catalog("en")))
def test_both_languages_have_the_same_places_to_fill(code):
    assert places(catalog("ko")[code]) == places(catalog("en")[code])


@pytest.mark.parametrize("code", sorted(catalog("ko")))
def test_no_korean_particle_depends_on_what_is_filled_in(code):
    """은 or 는, 이 or 가: which one is right depends on a value nobody knows yet."""
    assert not PARTICLES.search(catalog("ko")[code])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "code",
    [
        *(f"outcome.{each}" for each in Outcome),
        *(f"status.{each}" for each in Status),
        *(f"ending.{each}" for each in Ending),
        *(f"fate.{each}" for each in Fate),
        *(f"received.{each}" for each in Reason),
        *(f"step.{each}" for each in Step),
        *(f"adjustment.{each}" for each in AdjustmentKind),
        *(f"change.{each}" for each in Change),
        *(f"isolation.{each}" for each in ("full", "core", "trusted-only")),
    ],
)
def test_every_member_of_a_closed_set_has_words(language, code):
    assert say(code, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_difference_has_a_sentence_or_three(language, kind):
    words = catalog(language)
    assert f"kind.{kind}" in words or all(f"kind.{kind}.{known}" in words for known in ("both", "got", "bare"))


def test_every_code_that_is_looked_up_by_name_is_there():
    """In templates as t("…"), in code as say("…")."""
    sources = chain(ROOM.rglob("*.py"), ROOM.rglob("*.j2"))
    used = chain.from_iterable(
        re.findall(r'\b(?:t|say|texts)\(\s*"([a-z_.]+[a-z_])"', path.read_text()) for path in sources
    )
    assert {code for code in used if code not in catalog("en")} == set()


@pytest.mark.parametrize(("count", "word"), [(1, "student"), ("1.0", "students"), (0, "students"), (11, "students")])
def test_a_word_that_is_counted_is_the_one_for_its_number(count, word):
    assert say("class.students_count", "en", count=count) == f"{count} {word}"


COUNTED = r"complaint|check|decimal|epoch|file|minute|point|program|second|student|update"


SETTINGS = {
    "portal.limits",
    "portal.mail.body",
    "portal.sent_text",
    "portal.release.complaints",
    "portal.release.passed",
}
ALWAYS_SEVERAL = {"class.task.latenesses", "class.task.unnamed", "span.sparse", "span.update_sparse"}


@pytest.mark.parametrize("code", sorted(code for code in catalog("en") if not code.startswith("refused")))
def test_no_number_stands_before_a_plural_that_a_one_would_spoil(code):
    """But for numbers of a setting, and of a group that has never one member."""
    spoilt = re.findall(rf"(?<!of )\{{\w+\}} (?:{COUNTED})s\b", catalog("en")[code])
    assert code in SETTINGS | ALWAYS_SEVERAL or not spoilt


def test_a_language_without_a_catalog_is_refused():
    with pytest.raises(ValueError, match="'fr'"):
        catalog("fr")


def test_what_a_person_wrote_is_shown_as_it_is():
    assert say_or("reason.spoke with the student", "en", otherwise="spoke with the student") == "spoke with the student"


def test_a_week_written_in_one_language_is_shown_in_that_one():
    assert pick({"ko": "회귀"}, "en") == "회귀"


@pytest.mark.parametrize(
    ("points", "text"),
    [
        (41.5, "41.5"),
        (60.0, "60"),
        (1 / 3, "0.33"),
        (0.0, "0"),
        (12345.67, "12345.67"),
        (-0.0, "0"),
        (-0.001, "0"),
        (1e308, "1e+308"),
    ],
)
def test_points_are_written_as_people_write_them(points, text):
    assert number(points) == text
