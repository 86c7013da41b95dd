"""Checks are named, described and traced to their lines by what pytest collects."""

from __future__ import annotations

from autograder.judge.plugin import first_probes, misnamed, needed
from autograder.model import Check, Step


def test_a_check_is_named_by_its_exercise_and_in_brackets_by_its_probe(judge):
    assert [check.name for check in judge.checks][:3] == ["mse.averages", "mse.any_n[other_n]", "rmse.root"]


def test_both_languages_stand_in_the_docstring(judge):
    assert judge.checks[0].text == {"ko": "평균이어야 합니다.", "en": "It is the mean."}


def test_marks_become_fields(judge):
    check = judge.checks[1]
    assert (check.points, check.probe, check.step, check.needs) == (1.0, "mse/other_n", Step.SETUP, ("mse.averages",))


def test_a_check_looks_at_the_first_probe_where_it_names_none(judge):
    assert first_probes(judge.assignment.probes) == {"mse": "lecture", "rmse": "lecture", "fit": "lecture"}


def test_a_check_is_traced_to_its_file_and_the_line_of_its_first_mark(judge):
    source = judge.sources["mse.averages"]
    lines = (judge.assignment.folder / "checks" / source.file).read_text().splitlines()
    assert lines[source.line - 1].strip() == "@pytest.mark.points(1)"
    assert source.classes == ("TestMse",)


def test_marks_that_say_what_a_check_finds_are_those_of_its_class_too(judge):
    assert judge.sources["mse.averages"].marks == ("step('loss',)[]", "exercise('mse',)[]")


def test_a_need_without_brackets_is_that_check_on_every_probe():
    checks = [
        Check(name, "f", 1.0, "", {}, needs=needs)
        for name, needs in (("f.a[x]", ()), ("f.a[y]", ()), ("f.b", ("f.a",)))
    ]
    assert needed(checks)["f.b"] == ("f.a[x]", "f.a[y]")


def test_two_checks_of_one_name_and_a_need_of_none_are_said_with_their_names():
    """Of two the first would never run; a need that is misspelt would hold nothing back."""
    checks = [
        Check(name, "f", 1.0, "", {}, needs=needs)
        for name, needs in (("f.a[x]", ()), ("f.a[x]", ()), ("f.b", ("f.a", "f.c")))
    ]
    twice, missing = misnamed(checks)
    assert (
        twice
        == 'f.a[x] is the name of two checks. Give one of them another, or, where each class is about another loop, say which: of = "D".'
    )
    assert missing == "f.b needs f.c, and no check has that name."
