"""The page a student reads: whole, safe, in both languages, the same bytes for the same report."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.model import (
    Adjustment,
    AdjustmentKind,
    Cause,
    Change,
    CheckMoved,
    Fate,
    Fault,
    Grade,
    Kind,
    Moved,
    News,
    Outcome,
    Received,
    Source,
    Status,
    Step,
    Student,
    Verdict,
)
from autograder.report.messages.sentences import by_name
from autograder.report.pages import Decisions
from autograder.report.pages.news import news_items
from autograder.report.pages.student_page import effect, student_page
from autograder.report.plots import draw, pictures
from tests.report.builders import RIGHT, assignment, check, failed, many_wrongs, report, verdict
from tests.report.golden import bare, matches
from tests.report.people import DUE, decision, standing

WEEK = by_name(assignment())


def page(one: Grade, **more) -> str:
    return student_page(one, WEEK, **more).decode()


class Reader(HTMLParser):
    """What a browser would take for tags, and what for text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def test_the_page_is_as_it_was_looked_at():
    one = many_wrongs()
    drawn = [draw(each) for each in pictures(one, WEEK.assignment, RIGHT)]
    made = student_page(one, WEEK, drawn=drawn, student=Student(one.student, "김민준"))
    assert matches("student.html", bare(made))


def test_the_same_report_gives_the_same_bytes():
    assert page(many_wrongs()) == page(many_wrongs())


def test_the_page_asks_nothing_of_the_network():
    drawn = [draw(each) for each in pictures(many_wrongs(), WEEK.assignment, RIGHT)]
    reader = Reader(page(many_wrongs(), drawn=drawn))
    addresses = [attrs.get(name) or "" for _, attrs in reader.tags for name in ("src", "href")]
    assert {address[:1] for address in addresses if address and not address.startswith("data:")} <= {"#"}


def test_nothing_may_run_but_our_own_script():
    policy = next(attrs["content"] for attrs in Reader(page(report())).all("meta") if "http-equiv" in attrs)
    assert policy is not None
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")


@pytest.mark.parametrize(
    "attack",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}", "\x1b[2J", "</pre><script>"],
)
def test_what_a_student_wrote_is_text(attack):
    one = report(
        attack,
        failed("mse.value", got=attack, expected="1", note=attack, file=attack, line=1),
        printed=attack,
        faults=(Fault(attack, attack, attack, 3),),
    )
    plain, attacked = Reader(page(report(printed="a"))), Reader(page(one, student=Student(attack, attack)))
    assert (len(plain.all("script")), len(plain.all("img"))) == (len(attacked.all("script")), len(attacked.all("img")))


@settings(max_examples=30, deadline=None)
@given(st.text())
def test_no_text_adds_a_tag(text):
    plain = [tag for tag, _ in Reader(page(report(printed="a"))).tags]
    assert [tag for tag, _ in Reader(page(report(printed=f"a{text}"))).tags] == plain


def test_both_languages_are_in_the_page_and_marked():
    spans = {attrs.get("lang") for attrs in Reader(page(report())).all("span") if attrs.get("class") == "t"}
    assert spans == {"ko", "en"}


def test_a_page_in_one_language_has_no_other_and_no_switch():
    text = page(many_wrongs(), languages=("en",))
    assert not re.search("[가-힣]", bare(text.encode()).decode())


def test_every_picture_has_words():
    drawn = [draw(each) for each in pictures(many_wrongs(), WEEK.assignment, RIGHT)]
    images = Reader(page(many_wrongs(), drawn=drawn)).all("img")
    assert [bool(image["alt"]) for image in images] == [
        True,
        False,
    ] * 2  # its second panel is in the words of the first


def test_headings_go_down_one_level_at_a_time():
    levels = [int(tag[1]) for tag, _ in Reader(page(many_wrongs())).tags if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in zip([0, *levels], levels, strict=False))


def test_no_two_elements_share_an_id():
    ids = [attrs["id"] for _, attrs in Reader(page(many_wrongs())).tags if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_what_is_wrong_is_open_and_what_is_right_is_folded():
    folded = {
        "passed" in (attrs["class"] or ""): "open" not in attrs for attrs in Reader(page(many_wrongs())).all("details")
    }
    assert folded == {True: True, False: False}


def test_grading_without_isolation_is_said_on_the_page():
    assert "믿을 수 있는 코드" in page(report(isolation="trusted-only"))


def test_the_students_own_line_is_shown_where_it_failed():
    assert "What -= lr * What.grad" in page(many_wrongs())


def test_long_output_is_cut_and_says_so():
    assert "Only the first 4000 characters" in page(report(printed="x" * 9000))


def test_who_handed_nothing_in_is_told_so():
    assert "Nothing was handed in" in page(report(status=Status.MISSING))


def test_what_waits_for_a_person_is_told_not_to_be_a_zero():
    assert "they are not zeros" in page(report("s", verdict("mse.value", Outcome.UNGRADED)))


def test_digests_are_on_the_page_for_an_appeal():
    one = report()
    assert all(digest in page(one) for digest in (one.provenance.submission, one.provenance.week))


def decided(*decisions, per_day: float = 0.0) -> Decisions:
    return Decisions(
        standing(report(), *decisions, per_day=per_day),
        comments={"mse.value": [decision("comment", report(), "mse.value", text="잘 고쳤어요 <b>")]},
    )


def test_a_late_weeks_total_is_explained():
    text = page(report(), decided=decided(per_day=0.1))
    assert "handed in 1 d late (days that count: 1)" in text


def test_a_late_rule_that_takes_nothing_counts_no_days():
    text = page(report(), decided=decided(per_day=0.0))
    assert "handed in 1 d late" in text
    assert "days that count" not in text


def test_a_total_is_what_the_late_rule_left():
    assert '<span class="big">20.7</span>' in page(report(), decided=decided(per_day=0.1))


def test_manual_points_name_who_gave_them_and_why():
    given = decision("points", report(), "mse.value", by="조교 이", why="spoke with the student", points=1.0)
    assert "조교 이" in page(report(), decided=decided(given))


def test_a_comment_is_text():
    assert "잘 고쳤어요 &lt;b&gt;" in page(report(), decided=decided())


def test_a_wide_class_of_kinds_can_all_be_shown():
    checks = WEEK.assignment.checks
    wrong = [failed(check.name, kind) for check, kind in zip(checks, Kind, strict=False)]
    assert page(replace(report("s", *wrong)))


ABSENT = tuple(failed(check.name, Kind.MISSING, "") for check in WEEK.assignment.checks if check.exercise == "fit_mse")


def test_an_exercise_that_is_not_there_is_folded_and_named_so():
    text = page(report("s", *ABSENT))
    assert re.search(r'<details class="exercise failed" id="exercise-4">', text)


def test_the_same_reason_is_told_once_an_exercise():
    """Five checks of a missing function are one thing to know."""
    assert page(report("s", *ABSENT), languages=("en",)).count("there is no function named fit_mse") == 2


def test_an_error_is_told_once_and_before_what_came_of_it():
    """The checks of all steps meet the same error, and none knows in which step it was."""
    loop = [check.name for check in WEEK.assignment.checks if check.exercise == "fit_mse"]
    asked = {check.name: check.step for check in WEEK.assignment.checks}
    raised = [failed(name, Kind.RAISED, "", got="NameError", note="name 'opt' is not defined") for name in loop[1:]]
    text = page(report("s", failed(loop[0], got="2", expected="1"), *raised), languages=("en",))
    assert len({asked[name] for name in loop[1:]}) > 1
    assert text.count("NameError") == 2  # what to look at first, and its own place
    assert text.index("NameError") < text.index("the right value is 1")


def test_what_is_wrong_is_shown_first_and_not_what_is_missing():
    wrong = failed("sigmoid.value", got="2", expected="1")
    assert '<a href="#exercise-6"><code>sigmoid</code></a> —' in page(report("s", *ABSENT, wrong))


def test_a_hint_is_given_once_an_exercise():
    twice = [
        failed(name, got="2", expected="1", mistakes=("mse__sums_instead_of_averaging",))
        for name in ("mse.value", "mse.other_n")
    ]
    assert page(report("s", *twice), languages=("en",)).count("You summed the squares") == 2


def test_the_line_of_a_notebooks_cell_is_shown():
    found = failed("update.value", Kind.RAISED, "", note="x", file="hw.ipynb[2]", line=1)
    one = report("s", found, sources=(Source("hw.ipynb", ("first = 1", "second = 2")),))
    assert '<mark><span class="number">1</span> second = 2</mark>' in page(one)


def test_right_exercises_are_one_line_a_file():
    """Forty-two equal bars hide the one that is wrong."""
    folded = [attrs for attrs in Reader(page(report())).all("details") if "folded" in (attrs["class"] or "")]
    assert [(attrs["class"], "open" in attrs) for attrs in folded] == [("folded right", False)] * 3


def test_what_is_wrong_stands_before_what_is_right_of_its_file():
    text = page(report("s", failed("fit_mse.epochs", Kind.EPOCHS, "", got="29", expected="30")), languages=("en",))
    assert text.index('id="exercise-4"') < text.index('id="exercise-1"')


BROKEN = Source(
    "regression_by_hand.py",
    ("def mse(y, yhat):\n    return ((y - yhat)**2.mean()\n\n\ndef update(What, lr):\n    ...\n",),
)
CUT_OFF = (
    failed("mse.value", Kind.MISSING, ""),
    failed("mse.other_n", Kind.MISSING, ""),
    failed("get_line.value", got="1", expected="2"),
)


def broken() -> Grade:
    syntax = Fault("SyntaxError", "'(' was never closed (regression_by_hand.py, line 2)", "regression_by_hand.py", 2)
    return report("s", *CUT_OFF, faults=(syntax,), sources=(BROKEN,))


def test_a_syntax_error_comes_first_and_alone():
    first = page(broken(), languages=("en",)).partition('class="first"')[2].partition("</section>")[0]
    assert ("Python cannot read this line" in first, "get_line" in first) == (True, False)


def test_a_syntax_error_shows_the_line_without_saying_its_place_twice():
    text = page(broken(), languages=("en",))
    assert ("<code>SyntaxError: &#39;(&#39; was never closed</code>" in text, "**2.mean()</mark>" in text) == (
        True,
        True,
    )


def test_a_syntax_error_is_told_by_what_was_meant_at_the_line_where_it_began():
    """As `check` tells it: a prompt copied along, quotes that were opened lines above."""
    prompt = "def mse(y, yhat):\n    >>> return 1\n"
    quotes = 'def mse(y, yhat):\n    """mean\n    return 1\n\n\ndef sse(y, yhat):\n    """The → sum."""\n'
    told = []
    for source, error, line in ((prompt, "invalid syntax", 2), (quotes, "invalid character '→' (U+2192)", 7)):
        fault = Fault("SyntaxError", f"{error} (hw.py, line {line})", "hw.py", line)
        made = page(report("s", *CUT_OFF, faults=(fault,), sources=(Source("hw.py", (source,)),)), languages=("en",))
        told.append(made.partition('class="first"')[2].partition("</section>")[0])
    assert "was copied along" in told[0]
    assert "are not closed where they should be" in told[1]
    assert "hw.py, line 2" in told[1]


def test_what_a_syntax_error_explains_is_not_told_again():
    text = page(broken(), languages=("en",))
    assert ("there is no function named mse" in text, ">mse</code>" in text) == (False, True)


def test_a_wrong_function_is_shown_where_no_line_is_known():
    source = Source("hw.ipynb", ("import torch", "def mse(y, yhat):\n    return ((y - yhat)**2).sum()"))
    text = page(report("s", failed("mse.value", got="1", expected="2"), sources=(source,)), languages=("en",))
    assert ("Your code: hw.ipynb[2]" in text, "(y - yhat)**2).sum()" in text) == (True, True)


@pytest.mark.parametrize("path", ["/home/kim/ta/week04/in/s/hw.py", "C:\\Users\\kim\\in\\s\\hw.py"])
def test_no_path_of_the_graders_machine_is_on_a_page(path):
    """Whoever grades in a home folder does not tell the class its name."""
    lost = failed("mse.value", Kind.RAISED, "", got="ImportError", note=f"cannot import name 'x' ({path})")
    one = report(
        "s", lost, printed=f"in {path}", faults=(Fault("OSError", path),), files=(Received(path, Fate.TAKEN, "s"),)
    )
    assert ("kim" in page(one), page(one).count("hw.py") >= 4) == (False, True)


def test_files_of_one_name_keep_the_folders_that_tell_them_apart():
    files = (Received("in/s/hw.py", Fate.TAKEN, "s"), Received("in/s/old/hw.py", Fate.SUPERSEDED, "s", "newer_attempt"))
    assert [name in page(report("s", files=files)) for name in ("<bdi>hw.py</bdi>", "<bdi>old/hw.py</bdi>")] == [
        True,
        True,
    ]


def test_an_error_that_many_meet_comes_with_advice():
    """What `check` says of an error, the graded page says too."""
    lost = failed("mse.value", Kind.RAISED, "", got="TypeError", note="unsupported operand: 'NoneType' and 'int'")
    assert "gives None" in page(report("s", lost), languages=("en",))


def test_comments_on_the_week_stand_on_top_in_the_order_written():
    thread = [decision("comment", report(), by="kim", text=words) for words in ("see me", "on Thursday")]
    text = page(report(), decided=decided(*thread))
    assert 0 < text.index("see me") < text.index("on Thursday") < text.index('class="module"')


def test_a_time_that_cost_nothing_needs_no_explanation():
    said = decision("received", report(), received=DUE)
    assert 'id="why"' not in page(report(), decided=Decisions(standing(report(), said)))


def test_right_checks_of_a_wrong_exercise_are_one_line():
    names = [check.name for check in WEEK.assignment.checks if check.exercise == "fit_mse"]
    one = report("s", failed(names[0], Kind.VALUE), *(verdict(name, Outcome.PASSED) for name in names[1:]))
    assert page(one).count('class="passed-checks"') == 1


def test_the_handouts_docstring_is_not_shown_as_the_students_code():
    source = Source(
        "regression_by_hand.py", ('def mse(y, yhat):\n    """First.\n\n    Second.\n    """\n    return y\n',)
    )
    one = report("s", failed("mse.value", Kind.VALUE))
    text = page(replace(one, submission=replace(one.submission, sources=(source,))))
    assert ("return y" in text, "Second." in text) == (True, False)


def folded_page() -> str:
    checks = tuple(
        check(f"mse.loss[{probe}]", "mse", 0.5, step=Step.LOSS, ko="손실을 봅니다.", en="The loss is looked at.")
        for probe in ("lecture", "far_out", "short")
    )
    week = assignment(checks=checks)
    wrong = [
        failed("mse.loss[lecture]", got="1", expected="2"),
        failed("mse.loss[far_out]", got="1", expected="2"),
        failed("mse.loss[short]", got="5", expected="6"),
    ]
    made = student_page(report("1", *wrong, week=week), by_name(week), languages=("en",)).decode()
    return made[made.index('class="findings"') :]


def test_one_question_about_several_data_is_asked_once_and_names_them():
    made = folded_page()
    assert made.count("The loss is looked at.") == 1
    assert "(the lecture’s data, far out, short)" in made


def test_equal_findings_are_told_once_with_the_data_they_are_of():
    made = folded_page()
    assert made.count("the right value is 2") == 1
    assert made.count("the right value is 6") == 1


def test_nothing_is_right_on_the_page_of_whom_nobody_knows_what_came():
    """Work without an owner may be theirs: there is no mark, and so no exercise to tell of."""
    nobody_knows = replace(report("2"), marks=(), status=Status.UNOWNED)
    assert 'class="badge passed"' not in page(nobody_knows, languages=["en"])


def unread(*marks, **more):
    """Work of which a picture that was renamed to .py is all, or a part."""
    bad = Received("up/2/week04.py", Fate.UNREADABLE, "2", "binary")
    whole = report("2", *marks, status=Status.UNREAD)
    assert whole.submission is not None
    return replace(whole, submission=replace(whole.submission, files=(*whole.submission.files, bad), **more))


def waiting(one: Grade, first: int) -> Grade:
    """The same, whose checks from here on wait for what could not be read."""
    marks = tuple(
        replace(mark, points=0.0, reason="unread", verdict=Verdict(mark.verdict.check, Outcome.UNGRADED))
        if number >= first
        else mark
        for number, mark in enumerate(one.marks)
    )
    return replace(one, marks=marks)


def test_work_that_cannot_be_read_is_one_box_and_nobodys_fault_and_no_zero():
    whole = page(waiting(unread(sources=()), 0), languages=["en"])
    assert "week04.py could not be read: it is not text." in whole
    assert "hand everything in again" in whole
    assert "our fault" not in whole
    assert '<span class="big">–</span>' in whole
    assert re.search(r"<b>0</b>", whole) is None
    assert whole.index('id="unread"') < whole.index('class="folded unread"')


def test_what_a_second_unread_file_may_hold_is_not_called_not_done():
    one = waiting(unread(), 1)
    whole = page(one, languages=["en"])
    assert "Not done yet" not in whole
    assert "Could not be read (" in whole
    assert "our fault" not in whole
    assert '<span class="big">–</span>' not in whole


def test_points_that_a_person_gave_end_the_talk_of_unread_files():
    one = waiting(unread(sources=()), 0)
    whole = page(one, decided=Decisions(standing(one, decision("points", one, points=3.0))), languages=["en"])
    assert 'id="unread"' not in whole
    assert '<span class="big">3</span>' in whole


def test_a_link_of_the_chain_says_what_it_changed_and_none_reads_like_a_part_of_a_sum():
    earned = Adjustment(AdjustmentKind.EARNED, 97.0, 100.0)
    chain = (
        earned,
        Adjustment(AdjustmentKind.EXTENDED, 97.0, 100.0),
        Adjustment(AdjustmentKind.LATE, 87.3, 100.0, days=1),
        Adjustment(AdjustmentKind.UNGRADED, 87.3, 100.0),
        Adjustment(AdjustmentKind.MANUAL, 90.0, 100.0),
        Adjustment(AdjustmentKind.MANUAL, 90.0, 100.0),
        Adjustment(AdjustmentKind.EXCUSED, 0.0, 0.0),
    )
    told = [effect(before, link, "en") for before, link in pairwise((None, *chain))]
    assert told == ["97 / 100", "no deduction", "−9.7", "–", "+2.7", "no change", "–"]
    assert effect(None, Adjustment(AdjustmentKind.EARNED, 0.0, 0.0), "en") == "–"


def test_a_check_whose_points_a_person_gave_is_not_called_a_change_of_the_check():
    moved = CheckMoved("mse.value", 0.0, 1.0, Outcome.FAILED, Outcome.FAILED, (Cause(Change.DECISION, "mse.value"),))
    item = Moved("s1", 0.0, 1.0, Status.GRADED, Status.GRADED, (moved,), moved.causes)
    (told,) = news_items([News(item, ())], WEEK, ["en"])
    assert told.rows[0].outcomes["en"] == "wrong; points by a person"
