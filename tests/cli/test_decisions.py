"""What a person decides is signed, kept, weighed at once, and taken back the same way."""

from __future__ import annotations

import pytest

WHY = ("--why", "talked it through", "--json")


def points(found):
    return found[1]["before"]["points"], found[1]["after"]["points"]


def test_points_for_a_check_count_at_once(ta):
    assert points(ta("override", "week01", "2024-0002", "mse.averages", "--points", "0.5", *WHY)) == (7.0, 7.5)


def test_points_for_an_exercise_are_shared_out(ta):
    assert points(ta("override", "week01", "2024-0002", "--exercise", "mse", "--points", "1.5", *WHY)) == (7.0, 8.5)


def test_points_for_the_week_are_the_last_word(ta):
    assert points(ta("override", "week01", "2024-0002", "--points", "4", *WHY)) == (7.0, 4.0)


def test_points_are_taken_back(ta):
    ta("override", "week01", "2024-0002", "--exercise", "mse", "--points", "1.5", *WHY)
    assert points(ta("override", "week01", "2024-0002", "--exercise", "mse", "--withdraw", *WHY)) == (8.5, 7.0)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("2024-0002", "mse.average", "--points", "1"), 1, "Near it: mse.averages"),
        (("2024-0002", "mse", "--points", "1"), 1, "takes --exercise mse"),
        (("2024-0009", "mse.averages", "--points", "1"), 1, "no report of 2024-0009"),
        (("2024-0002", "mse.averages", "--points", "7"), 1, "more than the 1 points"),
        (("2024-0002", "mse.averages", "--points", "nan"), 1, "cannot be given"),
        (("2024-0002", "--exercise", "mes", "--points", "1"), 1, "It has fit, mse, rmse"),
        (("2024-0002", "--exercise", "mse", "--points", "3"), 1, "from 0 to 2"),
        (("2024-0002", "mse.averages"), 2, "--points"),
        (("2024-0002", "mse.averages", "--withdraw"), 1, "nothing to take back"),
        (("2024-0002", "mse.averages", "--exercise", "mse", "--points", "1"), 2, "Name one of them"),
    ],
)
def test_what_cannot_be_decided_is_refused_in_one_line(ta, arguments, code, told):
    found = ta("override", "week01", *arguments, "--why", "x")
    assert (found[0], told in found[2], found[2].count("\n")) == (code, True, 1)


@pytest.mark.parametrize("why", ["…", "...", " "])
def test_a_place_holder_is_no_reason(ta, why):
    """A line was copied, and the place of the reason left as it stood."""
    found = ta("override", "week01", "2024-0002", "mse.averages", "--points", "1", "--why", why)
    assert (found[0], "holds the place of your own words" in found[2]) == (2, True)


def test_an_extension_may_come_before_any_grade(ta):
    code, found, _ = ta("extend", "week01", "2024-0077", "--days", "3", "--why", "ill", "--json")
    assert (code, found["before"], found["after"]) == (0, None, None)


def test_an_extension_of_days_ends_with_the_day_in_the_zone_of_the_week(ta):
    ta("extend", "week01", "2024-0001", "--days", "3", "--why", "ill")
    (event,) = ta("history", "week01", "2024-0001", "--json")[1]["events"][-1:]
    assert (event["matter"], event["until"]) == ("extension", "2026-04-02 14:59:59+00:00")


def test_a_date_without_a_time_is_the_whole_day_there(ta):
    ta("extend", "week01", "2024-0001", "--until", "2026-04-01", "--why", "ill")
    assert ta("history", "week01", "2024-0001", "--json")[1]["events"][-1]["until"] == "2026-04-01 14:59:59+00:00"


@pytest.mark.parametrize("arguments", [(), ("--days", "1", "--until", "2026-04-01"), ("--until", "tomorrow")])
def test_an_extension_without_a_sound_end_is_refused(ta, arguments):
    assert ta("extend", "week01", "2024-0001", *arguments, "--why", "ill")[0] == 2


def test_an_excused_week_does_not_count(ta):
    code, found, _ = ta("excuse", "week01", "2024-0001", "--why", "army", "--json")
    assert (code, found["after"]["excused"], found["after"]["out_of"]) == (0, True, 0.0)


def test_a_comment_is_read_beside_its_check(ta, graded):
    ta("comment", "week01", "2024-0003", "fit.step4", "--text", "look at the sign")
    ta("report", "week01", "--out", graded / "out")
    assert "look at the sign" in (graded / "out" / "feedback" / "2024-0003.html").read_text("utf-8")


def test_a_settled_case_is_remembered(ta):
    assert ta("settle", "week01", "in/strange.py", "2024-0004", "--why", "mail", "--json")[1]["settled"] == {
        "in/strange.py": "2024-0004"
    }


def test_a_settled_case_is_taken_back(ta):
    ta("settle", "week01", "in/strange.py", "--nobody", "--why", "last year's")
    assert ta("settle", "week01", "in/strange.py", "--withdraw", "--why", "it is not", "--json")[1]["settled"] == {}


def test_whose_it_is_must_be_said(ta):
    assert ta("settle", "week01", "in/strange.py", "--why", "mail")[0] == 2


def test_comments_are_a_thread_and_the_newest_is_taken_back_first(ta, graded):
    for words in ("see me", "on Thursday", "at ten"):
        ta("comment", "week01", "2024-0003", "fit.step4", "--text", words)
    ta("comment", "week01", "2024-0003", "fit.step4", "--withdraw")
    ta("report", "week01", "--out", graded / "out")
    page = (graded / "out" / "feedback" / "2024-0003.html").read_text("utf-8")
    assert ["see me" in page, "on Thursday" in page, "at ten" in page] == [True, True, False]


def test_a_thread_is_empty_once_every_comment_is_taken_back(ta):
    ta("comment", "week01", "2024-0003", "--text", "see me")
    assert ta("comment", "week01", "2024-0003", "--withdraw")[0] == 0
    assert ta("comment", "week01", "2024-0003", "--withdraw")[0] == 1


def decided(found):
    return {one["student"]: (one["before"]["points"], one["after"]["points"]) for one in found[1]["decided"]}


def test_many_are_named_by_a_file_of_ids_and_names(ta, graded):
    listed = graded / "listed.txt"
    listed.write_text("2024-0002\n2024-0003\n", "utf-8")
    found = ta("override", "week01", "--students", listed, "--points", "4", *WHY)
    assert decided(found) == {"2024-0002": (7.0, 4.0), "2024-0003": (8.0, 4.0)}


def test_many_are_named_by_the_mistake_they_made(ta):
    mistake = "mse__sums"
    found = ta("override", "week01", "--mistake", mistake, "mse.averages", "--points", "1", *WHY)
    assert decided(found) == {"2024-0002": (7.0, 8.0)}


def test_a_mistake_nobody_made_is_refused_with_the_nearest(ta):
    code, _, err = ta("excuse", "week01", "--mistake", "mse__sum", "--why", "x")
    assert (code, "Near it: mse__sums" in err) == (1, True)


def test_of_a_file_all_or_none_are_decided(ta, graded):
    listed = graded / "listed.txt"
    listed.write_text("2024-0002\n2024-0999\n", "utf-8")
    assert ta("override", "week01", "--students", listed, "--points", "4", "--why", "x")[0] == 1
    assert ta("decisions", "week01", "--json")[1]["decisions"] == []


@pytest.mark.parametrize("words", [(), ("2024-0001", "--section", "A")])
def test_students_are_named_in_one_way(ta, words):
    assert ta("excuse", "week01", *words, "--why", "x")[0] == 2


def test_decisions_of_a_week_are_listed_and_those_no_longer_in_force_marked(ta):
    ta("override", "week01", "2024-0002", "--points", "4", "--why", "first")
    ta("override", "week01", "2024-0002", "--points", "5", "--why", "second")
    ta("excuse", "week01", "2024-0003", "--why", "army")
    listed = ta("decisions", "week01", "--json")[1]["decisions"]
    assert [(one["why"], one["stands"]) for one in listed] == [("first", False), ("second", True), ("army", True)]
    assert len(ta("decisions", "week01", "--standing", "--json")[1]["decisions"]) == 2


@pytest.mark.parametrize("language", ["ko", "en"])
def test_decisions_are_told_in_both_languages(ta, language):
    ta("excuse", "week01", "2024-0003", "--why", "army")
    assert "army" in ta("decisions", "week01", "--lang", language)[1]


def test_extending_many_shortens_nobodys_time(ta, graded):
    """Who was ill for a week does not lose it by the day that all are given."""
    ta("extend", "week01", "2024-0002", "--days", "7", "--why", "ill")
    listed = graded / "all.txt"
    listed.write_text("2024-0001\n2024-0002\n", "utf-8")
    code, out, err = ta("extend", "week01", "--students", listed, "--days", "1", "--why", "server", "--json")
    assert (code, [one["student"] for one in out["decided"]]) == (0, ["2024-0001"])
    assert "later deadline already" in err
    assert "2024-0002" in err
    ends = [ta("history", "week01", one, "--json")[1]["events"][-1]["until"][:10] for one in ("2024-0001", "2024-0002")]
    assert ends == ["2026-03-31", "2026-04-06"]


@pytest.mark.parametrize(
    "words",
    [
        ("settle", "weak01", "in/hw.py", "2024-0001", "--why", "x"),
        ("excuse", "weak01", "2024-0001", "--why", "x"),
        ("override", "weak01", "2024-0001", "--points", "1", "--why", "x"),
        ("comment", "weak01", "2024-0001", "--text", "x"),
        ("looks", "weak01", "2024-0001", "--give", "1", "--why", "x"),
        ("history", "weak01", "2024-0001"),
        ("decisions", "weak01"),
    ],
)
def test_a_misspelt_week_is_refused_with_the_nearest(ta, words):
    """What is decided of it would be kept, and never count."""
    code, _, told = ta(*words)
    assert (code, "Near it: week01" in told) == (2, True)


def test_a_time_of_two_words_needs_no_quotes(ta):
    quoted = ta("received", "week01", "2024-0001", "2026-03-30 00:04", "--why", "mail", "--json")
    assert ta("received", "week01", "2024-0001", "2026-03-30", "00:04", "--why", "mail", "--json")[0] == quoted[0] == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("11/5/2025", "3:30"), "2025-11-05T03:30 / 2025-05-11T03:30"),
        (("2025. 10. 6. 오전 12:04",), "2025-10-06T00:04"),
        (("10/25/2025 3:30 PM",), "2025-10-25T15:30"),
        (("2025년 10월 6일 오후 3시 5분",), "2025-10-06T15:05"),
    ],
)
def test_a_time_as_a_spreadsheet_writes_it_is_refused_with_what_it_may_mean(ta, typed, meant):
    code, _, told = ta("received", "week01", "2024-0001", *typed, "--why", "mail")
    assert (code, f"Write {meant}," in told) == (2, True)
