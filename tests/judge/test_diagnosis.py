"""A mistake is named where it is certain, and at its own step."""

from __future__ import annotations

from autograder.assignment import read
from autograder.judge import Judge
from autograder.model import Ending, Outcome, Recording, Tape
from tests import weeks
from tests.helpers import recording, write
from tests.weeks import fit_with


def failed(verdicts) -> set[str]:
    return {name for name, verdict in verdicts.items() if verdict.outcome is not Outcome.PASSED}


def test_two_mistakes_are_named_at_their_own_steps(judged):
    found = judged(fit_with(("torch.mean", "torch.sum"), ("- lr *", "+ lr *")))
    assert {name: found[name].mistakes for name in failed(found)} == {
        "fit.step2": ("fit__sums",),
        "fit.step4": ("fit__climbs",),
    }


def test_two_mistakes_are_named_where_one_bends_what_the_other_starts_from(judged):
    found = judged(fit_with(("= X @ What", "= 2 * (X @ What)"), ("torch.mean", "torch.sum")))
    names = {name: found[name].mistakes for name in failed(found)}
    assert (names["fit.step1"], names["fit.step2"]) == (("fit__doubles_yhat",), ("fit__sums",))


def test_parameters_that_stay_where_they_are_have_no_mistakes_name_of_their_own(judged):
    """There are many reasons for it."""
    still = (("- lr *", "- 0 *"),)
    assert judged(fit_with(*still))["fit.step4"].mistakes == ("fit__stays",)
    assert judged(fit_with(*still, ("torch.mean", "3 * torch.mean")))["fit.step4"].mistakes == ()


def test_what_a_loop_does_not_name_has_no_mistakes_name(judged):
    """A yhat that is filled in is the solution's: that a known mistake gives the same says nothing of the student."""
    found = judged(
        fit_with(
            ("loss = torch.mean((y - yhat) ** 2)", "loss = torch.mean((y - 0.9 * (X @ What)) ** 2)"),
            ("        yhat = X @ What\n", ""),
        )
    )
    assert {name for verdict in found.values() for name in verdict.mistakes} == set()


def test_a_known_mistake_is_named(judged):
    assert judged(fit_with(("range(epochs)", "range(epochs - 1)")))["fit.epochs"].mistakes == ("fit__stops_early",)


def test_an_unknown_mistake_has_no_name(judged):
    assert judged(fit_with(("- lr *", "- 0.7 * lr *")))["fit.step4"].mistakes == ()


def test_a_call_that_ran_into_a_limit_does_not_hide_the_name_that_the_others_show(judge):
    """n×n numbers for 6000 epochs take minutes; the short calls have shown what is wrong."""
    tapes = recording(judge.assignment, fit_with(("range(epochs)", "range(epochs - 1)"))).tapes
    kept = (*(tape for tape in tapes if tape.probe != "fit/short"), Tape("fit/short", Ending.TIMED_OUT))
    found = {verdict.check: verdict for verdict in judge.judge(Recording("digest", kept))}
    assert found["fit.epochs"].mistakes == ("fit__stops_early",)


def test_a_gradient_left_now_and_then_is_not_called_one_that_is_never_cleared(judged):
    found = judged(fit_with(("What.grad = None", "if epoc % 2: What.grad = None")))
    assert found["fit.clears"].outcome is Outcome.FAILED
    assert found["fit.clears"].mistakes == ()


def test_what_a_known_mistake_does_halfway_names_nothing_that_is_done_from_the_beginning(tmp_path, monkeypatch):
    """Asked for one epoch it is halfway at once: its own first epoch must be what one epoch alone shows."""
    halfway = ("- lr *", "- (lr if epoc < epochs // 2 else lr / 2) *")
    monkeypatch.setitem(weeks.WRONG, "fit__halves_halfway", ("update", halfway))
    with Judge(read(write(tmp_path / "solutions" / "week01", weeks.files()))) as judge:
        work = recording(judge.assignment, fit_with(("- lr *", "- lr / 2 *")))
        assert {name for verdict in judge.judge(work) for name in verdict.mistakes} == set()
