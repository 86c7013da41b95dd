"""The page of a class: at 0, 1 and many students, hostile names included."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote

import pytest

from autograder.model import (
    LANGUAGES,
    Cost,
    Fate,
    Kind,
    Lateness,
    Mark,
    Measure,
    Outcome,
    Pattern,
    Received,
    Status,
    Student,
    Verdict,
)
from autograder.report.messages.sentences import by_name
from autograder.report.pages.class_page import class_page
from autograder.report.pages.class_report import ClassReport
from autograder.report.pages.class_statistics import CheckStatistics, exercise_statistics
from autograder.report.pages.person import page_of, people_of
from autograder.report.pages.tasks import Task, class_tasks
from autograder.report.terminal import good_to_know, plain
from tests.report.builders import assignment, classroom, failed, files, report, roster, verdict
from tests.report.golden import bare, matches
from tests.report.people import NOW, decision, standing
from tests.report.test_student_page import Reader

WEEK = assignment()


def page(reports, **more) -> str:
    languages = more.pop("languages", LANGUAGES)
    return class_page(ClassReport(reports, WEEK, **more), languages).decode()


def waiting(reports, **more) -> list[Task]:
    told = ClassReport(reports, WEEK, **more)
    return list(class_tasks(told, people_of(told, ("en",)), languages=("en",)))


def table(text: str) -> list[str]:
    return re.findall(r"<tr>.*?</tr>", text.partition("data-sortable")[2], re.DOTALL)[1:]


def test_the_page_is_as_it_was_looked_at():
    reports = classroom(8)
    made = class_page(ClassReport(reports, WEEK, files(reports), roster(8)))
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
        files=(Received(attack, Fate.UNMATCHED, attack, attack, attack, attack),),
        roster=(Student(attack, attack),),
    )
    reader = Reader(text)
    inside = all((attrs.get("href") or "#").startswith(("feedback/", "#")) for attrs in reader.all("a"))
    assert (len(reader.all("script")), inside, "\x1b" in text) == (1, True, False)


def test_who_needs_a_person_is_named_first():
    text = page((report("1"), report("2", verdict("mse.value", Outcome.UNGRADED))))
    assert text.index('id="person"') < text.index('id="everyone"')


def test_a_known_mistake_is_shown_with_its_hint_and_students():
    text = page(classroom(8))
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
    assert len(page(reports, roster=roster(1000))) < 2_000_000


def test_who_took_longest_and_most_is_named():
    reports = classroom(3)
    costs = {one.student: Cost(place + 1.0, 300.0, {"mse": place / 4}) for place, one in enumerate(reports)}
    made = page(reports, costs=costs)
    shown = made[made.index('id="resources"') : made.index('id="files"')]
    assert [part in shown for part in ("6 seconds of processor time: 2 for", "300 MB at most", ">0.500<")] == [True] * 3


def test_a_class_that_was_not_measured_has_no_seconds():
    assert "processor time" not in page(classroom(3), costs={"202100001": Cost()})


def tasks(text: str) -> str:
    return text.partition('id="person"')[2].partition("</section>")[0]


def test_the_page_begins_with_what_is_to_be_done():
    text = page(classroom(8), files=files(classroom(8)))
    assert text.index('id="person"') < text.index('class="numbers"') < text.index('id="everyone"')


def test_a_file_without_an_owner_comes_with_the_line_that_settles_it():
    text = tasks(page(classroom(2), files=files(classroom(2)), languages=("en",)))
    assert "autograder settle week04 &#39;upload.zip!/김민준(2021).ipynb&#39; 202100001 --why" in text


def unowned(*paths: str) -> list[str]:
    lines = [Received(path, Fate.UNMATCHED, "", "no_owner") for path in paths]
    settling = waiting([], files=[*lines, Received("in/a/readme.txt", Fate.IGNORED, "", "not_code")])
    return [task.command.split()[3] for task in settling]


def test_a_folder_without_an_owner_is_settled_as_one():
    assert unowned("in/a/week04/x.py", "in/a/week04/y.py", "in/b/x.py", "in/b/y.py") == ["in/a", "in/b"]


def test_the_work_of_several_is_never_settled_together():
    assert unowned("in/kim.ipynb", "in/lee.ipynb") == ["in/kim.ipynb", "in/lee.ipynb"]


def test_a_file_that_nobody_could_read_is_asked_for_again():
    class_ = [replace(each, status=Status.UNREAD) if each.student == "202100003" else each for each in classroom(4)]
    text = tasks(page(class_, files=files(class_), languages=("en",)))
    assert "202100003/hw.ipynb (cannot be read: the notebook stops in the middle)" in text


@pytest.mark.parametrize(("count", "told"), [(2, False), (3, True)])
def test_a_mistake_that_many_share_without_a_name_waits_for_one(count, told):
    reports = [report(str(place), failed("mse.value", got="1")) for place in range(count)]
    assert ("autograder learn week04 0 mse" in tasks(page(reports))) is told


def test_a_class_that_waits_for_nobody_says_so():
    assert "Nothing waits for a person" in tasks(page([report("1")], languages=("en",)))


def test_exercises_stand_from_the_worst_to_the_best():
    text = page([report("1", failed("sigmoid.value", got="1")), report("2")])
    section = text.partition('id="success"')[2].partition("</section>")[0]
    assert re.findall(r"<summary><code>(\w+)</code>", section)[0] == "sigmoid"


def test_the_same_students_are_one_card():
    both = [failed(name, got="1") for name in ("mse.value", "update.value")]
    text = page([report("1", *both, failed("sigmoid.value", got="2")), report("2", *both)])
    assert text.count('<div class="group') == 1


HALVED = Pattern(Measure.SCALED, "after", 0, number="0.5", names=("What",))


@pytest.mark.parametrize(
    ("second", "cards"),
    [
        ({}, 1),
        ({"file": "other.py", "line": 7}, 1),
        ({"got": "9", "expected": "18"}, 1),
        ({"pattern": replace(HALVED, number="2")}, 2),
        ({"epoch": 4, "pattern": replace(HALVED, since=4)}, 2),
        ({"pattern": None}, 2),
    ],
)
def test_mistakes_without_a_name_are_one_card_only_where_the_same_was_measured_in_the_same_place(second, cards):
    """Whatever the student calls things, and whichever number was the first."""
    first = {"quantity": "after.What", "epoch": 0, "got": "1", "expected": "2", "pattern": HALVED}
    wrong = [failed("fit_mse.step4_update", **each) for each in (first, {**first, **second})]
    text = page([report(str(n), wrong[n // 2]) for n in range(4)], languages=("en",))
    section = text.partition('id="groups"')[2].partition("</section>")[0]
    assert section.count('<div class="group') == cards
    assert "your steps of What are 0.5 times as long" in section


def test_students_of_each_of_two_such_mistakes_are_found_by_its_own_address():
    wrong = [failed("mse.value", got=str(n // 2)) for n in range(4)]
    reports = [report(str(n), each) for n, each in enumerate(wrong)]
    text = page(reports)
    assert [row["data-mistake"] for row in rows(text)] == ["mse.value", "mse.value", "mse.value~2", "mse.value~2"]
    assert 'href="#mistake=mse.value~2"' in text


def rows(text: str) -> list[dict[str, str | None]]:
    return [attrs for attrs in Reader(text).all("tr") if "data-status" in attrs]


def test_a_row_knows_what_it_can_be_found_by():
    lost = report("1", failed("mse.value", got="1", mistakes=("mse__x",)))
    (row,) = rows(page([lost], roster=[Student("1", "Kim", more={"Section": "B"})]))
    found = {name: row[f"data-{name}"] for name in ("status", "section", "exercise", "mistake")}
    assert found == {"status": "graded", "section": "B", "exercise": "mse", "mistake": "mse__x"}


def test_late_zero_decided_and_unread_are_badges():
    late = standing(report("1"), per_day=0.1)
    one = report("2")
    decided = standing(one, decision("points", one, points=0.0))
    lines = [Received("2/x.ipynb", Fate.UNREADABLE, "2", "truncated")]
    assert [row["data-flag"] for row in rows(page([late, decided], files=lines))] == [
        "late",
        "zero late decided unread",
    ]


def test_who_is_excused_is_not_in_the_mean():
    one = report("2", failed("mse.value", got="1"))
    text = page([report("1"), standing(one, decision("excuse", one))], languages=("en",))
    assert ("<dd>23</dd>" in text, '<td class="status">excused' in text) == (True, True)


def statistics_of(reports, name: str) -> CheckStatistics:
    found = exercise_statistics(reports, by_name(WEEK))
    return next(check for exercise in found for check in exercise.checks if check.name == name)


def test_a_check_that_nobody_fails_says_so():
    found = statistics_of([report(str(place)) for place in range(9)], "mse.value")
    assert (found.share, found.verdict) == (1.0, "nobody_fails")


def test_a_check_that_the_weak_fail_separates():
    weak = [
        report(f"w{place}", *(failed(name, got="1") for name in ("mse.value", "update.value"))) for place in range(5)
    ]
    strong = [report(f"s{place}") for place in range(5)]
    assert statistics_of([*weak, *strong], "mse.value").separation == 1.0


def test_a_check_that_the_strong_fail_separates_backwards():
    weak = [report(f"w{place}", failed("update.value", got="1")) for place in range(5)]
    strong = [report(f"s{place}", failed("mse.value", got="1")) for place in range(5)]
    assert statistics_of([*weak, *strong], "mse.value").verdict == "separates_backwards"


def test_few_students_say_nothing_of_how_a_check_separates():
    assert statistics_of([report("1", failed("mse.value", got="1")), report("2")], "mse.value").separation is None


def test_what_we_could_not_grade_says_nothing_of_a_check():
    reports = [report("1", verdict("mse.value", Outcome.UNGRADED)), report("2")]
    assert statistics_of(reports, "mse.value").of == 1


def test_a_folder_or_archive_that_nobody_owns_is_one_task():
    lost = [
        Received(f"in/team.zip/{name}", Fate.UNMATCHED, reason="ambiguous", detail="1, 2", likely="1")
        for name in ("a.py", "b.py")
    ]
    owned = Received("in/3/a.py", Fate.TAKEN, "3")
    text = tasks(page([report("1")], files=[*lost, owned], languages=("en",)))
    assert "autograder settle week04 in/team.zip 1 --why" in text
    assert "in/team.zip/a.py" not in text


@pytest.mark.parametrize(
    "names", [("a.zip/four_steps.py", "b.py"), ("hw3 (final).py", "homework.py"), ("x.ipynb", "y.ipynb")]
)
def test_a_folder_of_what_may_be_several_peoples_is_never_proposed_as_one(names):
    lost = [Received(f"mail/{name}", Fate.UNMATCHED, reason="no_owner") for name in names]
    text = tasks(page([report("1")], files=lost, languages=("en",)))
    assert (text.count("autograder settle"), "settle week04 mail ID" in text) == (2, False)


def test_the_files_of_one_account_of_a_flat_export_are_one_task_that_names_whose_they_could_be():
    lost = [
        Received(f"c.zip/kim_501_501{i}_{name}.py", Fate.UNMATCHED, reason="ambiguous", detail="1, 2")
        for i, name in enumerate(("a", "b"))
    ]
    text = tasks(page([report("1")], files=lost, languages=("en",)))
    told = [text.count(f"settle week04 c.zip/kim_501 {owners} --why") for owners in ("1 2", "1", "2")]
    assert (told, "names 1, 2" in text) == ([1, 1, 1], True)


def test_of_namesakes_both_are_named_and_neither_is_ready_to_be_pasted_alone():
    lost = [Received("in/hw.py", Fate.UNMATCHED, reason="ambiguous", detail="1, 2", likely="2")]
    (task,) = waiting([report("1"), report("2")], files=lost, roster=[Student("1", "김민수"), Student("2", "김민수")])
    assert [command.split()[4] for command in task.commands] == ["1", "2"]
    assert ("1 (김민수), 2 (김민수)" in task.words["en"], task.likely) == (True, "")


@pytest.mark.parametrize("status", [status for status in Status if status.needs_person])
@pytest.mark.parametrize("there", [True, False])
def test_whoever_needs_a_person_has_one_line_of_what_to_do(status, there):
    """Also where the record knows no file any more."""
    file = Received("in/1/a.rar", Fate.UNREADABLE, "1", "archive_format")
    found = waiting([replace(report("1"), status=status)], files=[file] if there else [])
    assert [(task.person.id if task.person else "", bool(task.command)) for task in found] == [("1", True)]


def test_all_that_is_unread_of_a_student_is_one_line_with_a_command_for_all_of_it():
    unread = [
        Received(f"in/{name}", Fate.UNREADABLE, "1", "encrypted") for name in ("1_a  b.zip", "x/1.zip", "x/2.zip")
    ]
    (task,) = waiting([replace(report("1"), status=Status.UNREAD)], files=unread)
    assert task.command.count("settle week04") == 3
    assert "'in/1_a  b.zip' --nobody" in task.command, "a path stands there to the letter"


def test_a_file_that_cannot_be_read_asks_nothing_where_all_else_was_graded():
    file = Received("in/1/a.rar", Fate.UNREADABLE, "1", "archive_format")
    assert waiting([report("1")], files=[file]) == []


def test_work_of_somebody_who_left_the_course_is_set_aside_by_the_command_to_copy():
    lost = [Received("c.zip/lena_9_91_a.py", Fate.UNMATCHED, reason="not_in_roster")]
    assert "settle week04 c.zip/lena_9_91_a.py --nobody" in tasks(page([report("1")], files=lost, languages=("en",)))


def test_an_archive_of_several_accounts_is_never_set_aside_as_one():
    """One of them sent a page, and the others work: a line copied blindly would take theirs away as well."""
    paths = ("c.zip/kim_11_91_a.py", "c.zip/kim_11_92_b.py", "c.zip/lee_12_93_a.py", "c.zip/choi_14_94_text.html")
    lost = [Received(path, Fate.UNMATCHED, reason="not_in_roster") for path in paths]
    commands = [task.command for task in waiting([report("1")], files=lost)]
    assert [command.split()[3] for command in commands] == [
        "c.zip/choi_14_94_text.html",
        "c.zip/kim_11",
        "c.zip/lee_12_93_a.py",
    ]


def test_many_whose_time_is_unknown_are_one_task():
    unknown = [replace(standing(report(str(n))), status=Status.LATENESS_UNKNOWN) for n in range(5)]
    text = tasks(page(unknown, languages=("en",)))
    assert text.count("autograder received week04 --unknown on-time") == 1
    assert "5 students" in text


def test_work_that_its_lms_calls_late_is_asked_about_one_by_one():
    """Never as one of many that may all have been on time."""
    marked = [
        replace(one, status=Status.LATENESS_UNKNOWN, lateness=Lateness(unknown=True, marked=True))
        for one in (standing(report(str(n))) for n in range(5))
    ]
    text = tasks(page(marked, languages=("en",)))
    assert (text.count("The LMS calls this late"), "--unknown" in text) == (5, False)


def test_how_late_and_what_it_cost_stand_beside_the_student():
    assert "1 d late, −2.3 points" in page([standing(report("1"), per_day=0.1)], languages=("en",))


def test_a_time_that_a_person_gave_is_no_decision_on_points():
    said = decision("received", report("1"), received=NOW)
    assert 'class="flag decided"' not in page([standing(report("1"), said)], languages=("en",))


@pytest.mark.parametrize("status", [Status.UNREAD, Status.UNOWNED])
def test_whoever_could_not_be_read_has_no_number_that_could_be_a_zero(status):
    """Neither shown, nor found by "at most 0"."""
    waits = Verdict("mse.value", Outcome.UNGRADED)
    one = replace(report("1"), status=status, marks=(Mark(waits, 0.0, 2.0, "unread"),))
    row = page([one], languages=("en",)).partition("data-sortable")[2].partition("</table>")[0]
    assert ("<b>–</b>" in row, 'data-points="–"' in row, "<meter" in row, 'data-exercise=""' in row) == (
        True,
        True,
        False,
        True,
    )


COPIES = [
    Received("in/1/hw (1).py", Fate.TAKEN, "1"),
    Received("in/1/hw.py", Fate.SUPERSEDED, "1", "later_copy", "in/1/hw (1).py"),
    Received("in/1/old/hw.py", Fate.SUPERSEDED, "1", "later_copy", "in/1/hw (1).py"),
    Received("in/1/a.py", Fate.TAKEN, "1", "last_by_name", "in/1/b.py"),
    Received("in/1/x.rar", Fate.UNREADABLE, "1", "archive_format"),
]


def test_the_page_and_the_terminal_say_which_copy_counted_and_by_which_rule():
    """And how to make it otherwise, where nothing told which is the later one."""
    told = plain(good_to_know(ClassReport([report("1")], WEEK, COPIES)) or "", width=200)
    on_page = page([report("1")], files=COPIES, languages=("en",))
    for line in (
        "hw (1).py counts, not hw.py, old/hw.py: there is a later one, by its name.",
        "Where both have the same function b.py counts, not a.py: nothing tells",
        "in/1/x.rar was left out (cannot be read",
    ):
        assert (line in told, line in on_page) == (True, True)
    assert told.count("autograder settle week04 in/1/b.py --nobody") == 1


def test_a_kind_of_notes_is_one_line_with_a_count_and_hides_no_other():
    """Twenty newer attempts said nothing of the one file that was left out."""
    newer = [Received(f"in/{n}/a.py", Fate.SUPERSEDED, str(n), "newer_attempt", f"in/{n}/b.py") for n in range(20)]
    told = plain(good_to_know(ClassReport([report("1")], WEEK, (*newer, *COPIES))) or "", width=200)
    assert (told.count("a newer attempt"), "And 19 more of this kind" in told, "x.rar was left out" in told) == (
        1,
        True,
        True,
    )


def test_a_class_without_copies_has_nothing_to_know():
    assert good_to_know(ClassReport([report("1")], WEEK, COPIES[:1])) is None
