"""To a student: their value first, then the right one, then the hint; never a secret, never our traceback."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks import nets
from autograder.model import LANGUAGES, Difference, Kind, LintFinding, Measure, Outcome, Pattern, Step, Verdict
from autograder.report.messages import message
from autograder.report.messages.events import duration
from autograder.report.messages.sentences import measured
from tests.report.builders import MISTAKES, assignment, check, failed, verdict

WEEK = assignment()


def english(found: Verdict) -> str:
    return message(found, WEEK, "en")


def test_a_message_says_epoch_step_own_value_right_value_and_hint_in_this_order():
    week = assignment(checks=(check("fit_mse.step2_loss", "fit_mse", step=Step.LOSS),))
    found = failed(
        "fit_mse.step2_loss",
        quantity="loss",
        epoch=0,
        got="12345.6",
        expected="123.456",
        mistakes=("mse__sums_instead_of_averaging",),
    )
    hint = "Hint: You summed the squares. Think about what happens to the value when there are more data."
    assert (
        message(found, week, "en")
        == f"epoch 1, step 2 (loss): your loss is 12345.6; the right value is 123.456. {hint}"
    )


def test_the_same_in_korean():
    found = failed(
        "fit_mse.step3_gradient", quantity="gradient.What", epoch=1, index=(0, 0), got="-25.1", expected="-11.7"
    )
    told = message(found, WEEK, "ko")
    assert (
        told
        == "2번째 에폭, step 3 (미분): 작성한 코드가 구한 What의 미분값[0, 0]: 지금 값은 -25.1, 올바른 값은 -11.7입니다."
    )


def test_an_error_is_told_with_its_line_in_the_students_own_file():
    found = failed("update.value", Kind.RAISED, "", note="RuntimeError: a leaf", file="regression_by_hand.py", line=3)
    assert (
        english(found)
        == "your code stopped with an error: RuntimeError: a leaf. In your code: regression_by_hand.py, line 3."
    )


def test_a_notebooks_cell_is_named():
    found = failed("update.value", Kind.RAISED, "", note="RuntimeError: a leaf", file="hw.ipynb[3]", line=2)
    assert english(found).endswith("In your code: hw.ipynb, cell 3, line 2.")


def test_a_function_that_returns_nothing_is_asked_for_its_return():
    found = failed("mse.value", Kind.TYPE, "returned", got="NoneType", expected="a tensor of shape ()")
    assert "Nothing comes back (None). Is there a return at the end of the function?" in english(found)


def test_what_never_ran_has_no_step():
    week = assignment(checks=(check("mse.value", "mse", step=Step.LOSS),))
    assert message(failed("mse.value", Kind.MISSING, ""), week, "en").startswith("there is no function named mse")


def test_a_missing_function_is_named():
    assert "no function named sigmoid" in english(failed("sigmoid.value", Kind.MISSING, ""))


def test_a_timeout_says_the_limit():
    assert "after 10 seconds" in english(failed("sigmoid.value", Kind.TIMED_OUT, ""))


def test_mistakes_that_look_the_same_give_one_hint():
    twins = (
        MISTAKES[0],
        MISTAKES[0].__class__(**{**{f: getattr(MISTAKES[0], f) for f in MISTAKES[0].__slots__}, "name": "mse__twin"}),
    )
    found = failed("mse.value", got="2", expected="1", mistakes=tuple(mistake.name for mistake in twins))
    assert message(found, assignment(mistakes=twins), "en").count("Hint:") == 1


def test_a_known_mistakes_own_hint_stands_beside_what_is_plain_in_the_code():
    """The instructor's words are never left out for ours."""
    found = failed(
        "mse.value", quantity="carried.0.weight", epoch=0, batch=1, got="1", expected="0", mistakes=(MISTAKES[0].name,)
    )
    led = replace(found, finding=LintFinding("batch_not_cleared", "0.weight", "opt.zero_grad()"))
    said = english(led)
    assert "from the batch before" in said
    assert "as in opt.zero_grad()." in said
    assert MISTAKES[0].hint["en"] in said


def test_an_update_whose_epoch_is_unknown_is_numbered():
    assert english(failed("mse.value", quantity="loss", got="1", expected="0", batch=6)).startswith("update 7")


def test_a_shape_without_dimensions_is_called_a_single_number():
    found = failed("mse.value", Kind.SHAPE, "returned", got="(37, 37)", expected="()")
    assert english(found).endswith("has shape (37, 37); the shape asked for is (), a single number.")


def test_a_blocked_check_says_what_it_waits_for():
    found = verdict("fit_mse.step4_update", Outcome.BLOCKED, waits_for=("fit_mse.step3_gradient",))
    assert "“The gradient comes from this epoch's loss alone”" in english(found)


def test_our_fault_is_never_told_as_theirs():
    """The detail of what broke is for the operator."""
    found = verdict("mse.value", Outcome.UNGRADED, Difference(Kind.OTHER, note="KeyError: 'tape'"))
    assert (
        english(found)
        == "could not be graded, and that is our fault, not yours. A person will look at it; it is not a zero."
    )


def test_what_was_carried_names_the_own_function_where_it_costs():
    found = verdict("fit_mse.step2_loss", Outcome.PASSED, carried=("mse",))
    assert english(found) == "right. This comes from your own mse, where it costs its points; here it costs none."


def test_an_own_step_that_was_carried_is_told_by_what_it_asks():
    found = verdict("fit_mse.step3_gradient", Outcome.PASSED, carried=("fit_mse.step2_loss",))
    assert "your own “In every epoch the loss is the mean of the squared residuals”" in english(found)


def test_what_pytest_wrote_of_a_hidden_check_is_not_told():
    """`assert mine.returned in (2.5, 4)` would give the answer away."""
    found = failed("mse.value", Kind.OTHER, "returned", note="assert 3 == 4")
    assert english(found) == "the value your function returned is not what was asked for."


def test_a_checks_own_words_are_told():
    assert english(failed("mse.value", Kind.OTHER, "", note="the line is not drawn")) == "the line is not drawn"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("parts", [{}, {"got": "1"}, {"got": "1", "expected": "2"}, {"note": "x: y", "epoch": 0}])
def test_every_difference_can_be_told(language, kind, parts):
    assert message(failed("mse.value", kind, "after.What", **parts), WEEK, language)


@given(st.text(), st.text(), st.text())
def test_whatever_a_student_wrote_stays_on_one_line_without_control_characters(got, note, quantity):
    told = message(failed("mse.value", Kind.RAISED, quantity, got=got, note=note), WEEK, "en")
    assert not {unicodedata.category(mark) for mark in told} & {"Cc", "Cs", "Zl", "Zp"}


@given(st.text(alphabet="{}[]!:.0a"))
def test_braces_in_a_students_value_are_not_filled_in(text):
    assert message(failed("mse.value", quantity=text, got=text, expected="1"), WEEK, "ko")


def test_what_a_check_says_itself_is_told_in_one_language():
    """Checks carry both: `그래프가 끊겼습니다 · its graph is cut`."""
    found = failed("mse.value", Kind.OTHER, "", note="그래프가 끊겼습니다 · its graph is cut")
    assert (message(found, WEEK, "ko"), message(found, WEEK, "en")) == ("그래프가 끊겼습니다", "its graph is cut")


def test_a_step_of_a_loop_without_a_turn_says_that_nothing_was_seen():
    found = verdict("fit_mse.step3_gradient", Outcome.PASSED, carried=("fit_mse.step2_loss",))
    said = english(replace(found, difference=Difference(Kind.EPOCHS, got="0")))
    assert said.startswith("Your loop makes no update on these data")


def test_a_time_is_told_to_the_minute_and_beyond_a_week_to_the_hour():
    assert [duration(minutes, "en") for minutes in (0, 61, 2941, 2_182_221)] == [
        "0 min",
        "1 h 1 min",
        "2 d 1 h 1 min",
        "1515 d 10 h",
    ]


def test_a_place_in_what_was_returned_is_told_by_key_and_epoch():
    said = english(failed("mse.value", part='["valid"][0]', part_epoch=0, got="0.98", expected="1.01"))
    assert said.startswith("epoch 1")
    assert said.endswith('the value your function returned["valid"][0] is 0.98; the right value is 1.01.')


def test_the_words_of_a_ready_made_check_come_in_one_language():
    for words in (nets.GRAPH, nets.NO_GRAPH, nets.EVAL, nets.EVERY_EPOCH, nets.SEED, nets.OTHER_SEED):
        found = failed("mse.value", Kind.OTHER, "", note=words)
        assert [message(found, WEEK, language) for language in ("ko", "en")] == words.split("\n")


@pytest.mark.parametrize(
    ("of", "told"),
    [
        ({"batch": 3}, "In batch 4 of every epoch, "),
        ({"batch": 3, "since": 2}, "In batch 4 of every epoch from epoch 3 on, "),
        ({"batch": 3, "until": 5, "count": 6}, "In batch 4 of every epoch from epoch 1 to epoch 6, "),
        ({"updates": 4, "since": 5}, "From batch 2 of epoch 2 on, "),
        ({"updates": 4, "since": 5, "until": 9, "count": 5}, "From batch 2 of epoch 2 to batch 2 of epoch 3, "),
        ({"updates": 4, "since": 5, "until": 9, "count": 2}, "In 2 updates, the first of them in batch 2 of epoch 2, "),
        ({"updates": 4, "since": 5, "until": 5, "count": 1}, "In batch 2 of epoch 2 alone, "),
    ],
)
def test_a_span_of_batches_says_where_it_lies(of, told):
    pattern = replace(Pattern(Measure.SCALED, "loss", 0, count=9, number="2"), **of)
    for language, start in (("en", told), ("ko", "")):
        assert start in message(failed("mse.value", got="2", expected="1", pattern=pattern), WEEK, language)


@pytest.mark.parametrize(
    ("got", "right", "factor", "told"),
    [("12", "13", "0.9231", False), ("26", "13", "2", True), ("1.2", "1.3", "0.9231", True)],
)
def test_a_factor_is_told_of_a_count_only_where_it_is_whole(got, right, factor, told):
    pattern = Pattern(Measure.SCALED, "value", 0, number=factor)
    found = failed("mse.value", quantity="length", got=got, expected=right, pattern=pattern)
    assert ("times the right value" in english(found)) == told


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        (Pattern(Measure.OFF, "value", 0, count=5, number="165%"), "As a whole it is off by 165% of"),
        (Pattern(Measure.OFF, "value", 0, count=5, number="1.55e+03%"), "As a whole it is off by 16 times the size"),
        (Pattern(Measure.OFF, "after", 0, number="5e+08%", names=("w",)), "by up to 5,000,000 times their length."),
        (Pattern(Measure.OFF, "yhat", 0, number="2e+20%"), "by up to 2e+18 times its size."),
        (Pattern(Measure.SCALED, "value", 0, count=5, number="2"), "That is 2 times the right value throughout."),
        (Pattern(Measure.SCALED, "value", 0, count=1, number="2"), "That is 2 times the right value."),
        (Pattern(Measure.SHIFTED, "value", 0, count=1, number="2"), "That is off by 2."),
    ],
)
def test_what_was_measured_is_told_as_people_read_it(pattern, told):
    """Many times its size as a factor; of one number nothing holds throughout."""
    assert told in measured(pattern, "en")
    assert measured(pattern, "ko")
