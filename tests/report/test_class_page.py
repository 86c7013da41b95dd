"""The page of a class: at 0, 1 and many students, hostile names included."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from autograder.model import Cost, Fate, Kind, Outcome, Received, Status, Student
from autograder.report.pages.class_page import class_page, page_of
from tests.report.builders import assignment, classroom, failed, files, groups, report, roster, verdict
from tests.report.golden import bare, matches
from tests.report.test_student_page import Reader

WEEK = assignment()


def page(reports, **more) -> str:
    return class_page(reports, WEEK, **more).decode()


def table(text: str) -> list[str]:
    return re.findall(r"<tr>.*?</tr>", text.partition("data-sortable")[2], re.DOTALL)[1:]


def test_the_page_is_as_it_was_looked_at():
    reports = classroom(8)
    made = class_page(reports, WEEK, groups=groups(reports), files=files(reports), roster=roster(8))
    assert matches("class.html", bare(made))


def test_a_class_of_nobody_says_so():
    assert "No submissions yet" in page(())


@pytest.mark.parametrize("count", [1, 30])
def test_everyone_has_a_line(count):
    assert len(Reader(page(classroom(count))).all("tr")) >= count


def test_every_line_leads_to_the_students_page():
    hrefs = [attrs["href"] or "" for attrs in Reader(page(classroom(3))).all("a")]
    assert {f"feedback/{page_of(each.student)}" for each in classroom(3)} <= {unquote(href) for href in hrefs}


@pytest.mark.parametrize(
    "attack",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "../../x", "javascript:alert(1)", "\x1b[2J\u202e"],
)
def test_hostile_ids_names_and_files_are_text(attack):
    reports = (report(attack, verdict("mse.value", Outcome.UNGRADED)),)
    text = page(
        reports,
        groups={attack: [attack]},
        files=(Received(attack, Fate.UNMATCHED, attack, attack, attack, attack),),
        roster=(Student(attack, attack),),
    )
    reader = Reader(text)
    hrefs = {(attrs["href"] or "")[:9] for attrs in reader.all("a")}
    assert (len(reader.all("script")), hrefs <= {"feedback/", "#main"}, "\x1b" in text) == (1, True, False)


def test_who_needs_a_person_is_named_first():
    text = page((report("1"), report("2", verdict("mse.value", Outcome.UNGRADED))))
    assert text.index('id="person"') < text.index('id="everyone"')


def test_a_known_mistake_is_shown_with_its_hint_and_students():
    text = page(classroom(8), groups={"mse__sums_instead_of_averaging": ["202100002"]})
    assert "You summed the squares" in text


def test_who_ran_into_a_limit_is_named_with_what_happened():
    text = page((report("1"), report("2", failed("mse.value", Kind.TIMED_OUT))))
    section = text.partition('id="resources"')[2].partition("</section>")[0]
    assert ("stopped: took too long" in section, "feedback/2.html" in section, "feedback/1.html" in section) == (
        True,
        True,
        False,
    )


def test_missing_students_are_not_in_the_mean():
    text = page((report("1"), report("2", status=Status.MISSING)))
    assert "<dd>23</dd>" in text


def test_every_file_that_was_not_graded_is_listed():
    text = page(classroom(2), files=files(classroom(2)))
    assert "notes.docx" in text


@pytest.mark.slow
def test_a_thousand_students_fit():
    reports = classroom(1000)
    assert len(class_page(reports, WEEK, groups=groups(reports), roster=roster(1000))) < 2_000_000


def test_who_took_longest_and_most_is_named():
    reports = classroom(3)
    costs = {one.student: Cost(place + 1.0, 300.0, {"mse": place / 4}) for place, one in enumerate(reports)}
    made = class_page(reports, WEEK, costs=costs).decode()
    shown = made[made.index('id="resources"') : made.index('id="groups"')]
    assert [part in shown for part in ("6 seconds of processor time: 2 for", "300 MB at most", ">0.500<")] == [True] * 3


def test_a_class_that_was_not_measured_has_no_seconds():
    assert "processor time" not in class_page(classroom(3), WEEK, costs={"202100001": Cost()}).decode()
