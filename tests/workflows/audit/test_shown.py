"""An audit's page tells what each check catches, and what lives."""

from __future__ import annotations

from dataclasses import replace

from autograder.model import Check, Outcome, Verdict
from autograder.report.pages.audit_page import audit_page
from autograder.workflows.audit.shown import audited_week
from autograder.workflows.audit.trial import Audit, Distance, ProgramKind, Score, Trial
from tests.report.builders import assignment

WEEK = assignment()
NAME = WEEK.exercises[0].name
VALUE, FORM = (
    Check(f"{NAME}.{what}", NAME, 1.0, f"{NAME}.it", {"ko": "값", "en": "The value."}) for what in ("value", "form")
)


def trial(name: str, kind: ProgramKind, *fails: Check, off: float = 0.0, diff: str = "") -> Trial:
    verdicts = tuple(Verdict(one.name, Outcome.FAILED if one in fails else Outcome.PASSED) for one in (VALUE, FORM))
    return Trial(name, kind, NAME, verdicts, ((VALUE.name, Distance(2.0, off)),) if off else (), diff)


def found(folder):
    mutant = trial(f"{NAME}: a → b</pre>", ProgramKind.MUTANT, diff="- a\n+ b")
    same = trial(f"{NAME}: doubled net.eval()", ProgramKind.MUTANT)
    trials = (
        replace(trial("right", ProgramKind.RIGHT), distances=((VALUE.name, Distance(4.0)),)),
        trial(f"{NAME}__sums", ProgramKind.WRONG, VALUE, off=400.0),
        trial(f"{NAME}__both", ProgramKind.WRONG, VALUE, FORM),
        mutant,
        same,
    )
    week = replace(WEEK, folder=folder, checks=(VALUE, FORM))
    return week, Audit(trials, ("No check <fails> it.",), {NAME: Score(2, 0, 1)}, (mutant,))


def test_a_check_is_told_with_what_it_fails_what_it_alone_fails_and_its_margin(tmp_path):
    week, audit = found(tmp_path)
    (exercise,) = audited_week(audit, week).exercises
    value, form = exercise.checks
    assert (value.mistakes, value.alone, value.margin) == (
        (f"{NAME}__sums", f"{NAME}__both"),
        (f"{NAME}__sums",),
        100.0,
    )
    assert (form.mistakes, form.alone, form.margin) == ((f"{NAME}__both",), (), 0.0)


def test_survivors_are_told_apart_from_those_that_make_no_difference(tmp_path):
    week, audit = found(tmp_path)
    told = audited_week(audit, week)
    assert [one.name for one in told.alive] == [f"{NAME}: a → b</pre>"]
    assert [(one.name, one.reason) for one in told.excused] == [
        (f"{NAME}: doubled net.eval()", "Done twice it is what it was.")
    ]


def test_the_page_is_one_file_in_both_languages_that_runs_nothing_of_the_week(tmp_path):
    week, audit = found(tmp_path)
    page = audit_page(audited_week(audit, week), week).decode()
    assert "No check &lt;fails&gt; it." in page
    assert "a → b&lt;/pre&gt;" in page
    assert "채점 항목이 잡는 것" in page
    assert "What each check catches" in page
