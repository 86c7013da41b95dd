"""What a student calls the layers of a net hides no known mistake."""

from __future__ import annotations

from collections import OrderedDict

import pytest
import torch

from autograder.judge.known_mistake import same_tapes
from autograder.model import Ending, Tape
from autograder.recorder.describe import describe


def net(names, *, seed=1, turned=False):
    torch.manual_seed(seed)
    made = {name: torch.nn.Parameter(torch.randn(2, 2)) for name in names}
    return dict(reversed(made.items())) if turned else made


def tape(**seen):
    return Tape("net/one", Ending.FINISHED, seen={name: describe(value) for name, value in seen.items()})


MINE, THEIRS = ("l1.weight", "l2.weight", "w"), ("first.weight", "out.weight", "scale")


def plain(state):
    return {name: value.detach() for name, value in state.items()}


@pytest.mark.parametrize(
    "written",
    [
        lambda names, seed=1: {"state": net(names, seed=seed)},
        lambda names, seed=1: {"state": OrderedDict(plain(net(names, seed=seed)))},
        lambda names, seed=1: {"state": plain(net(names[:2], seed=seed))},
        lambda names, seed=1: {"nets": [net(names, seed=seed), (net(names, seed=seed + 1), 2)]},
        lambda names, seed=1: {"state": net(names, seed=seed), "gradient": plain(net(names, seed=9))},
        lambda names, seed=1: {"state": net(names, seed=seed), "names": [*names]},
        lambda names, seed=1: {"state": net(names, seed=seed, turned=names is MINE)},
        lambda names, seed=1: {"D": net(names, seed=seed), "G": net(names[::-1] if names is MINE else names, seed=5)},
    ],
    ids=["parameters", "state", "detached", "nested", "gradients", "names", "turned", "two nets"],
)
def test_names_of_parameters_are_a_students_own_and_their_numbers_are_not(written):
    assert same_tapes(tape(**written(MINE)), tape(**written(THEIRS)))
    assert not same_tapes(tape(**written(MINE)), tape(**written(THEIRS, seed=3)))


def test_a_net_by_whatever_name_of_its_class_and_its_layers_is_the_same():
    class Student(torch.nn.Module):
        def __init__(self, name):
            super().__init__()
            torch.manual_seed(1)
            self.add_module(name, torch.nn.Linear(2, 1))

    class Ours(Student):
        pass

    assert same_tapes(tape(net=Student("l1")), tape(net=Ours("first")))
    assert not same_tapes(tape(net=Student("l1")), tape(net=dict(Ours("first").named_parameters())))


def test_keys_that_are_no_parameters_are_asked_for():
    """`{"train": …, "loss": …}` where the handout says `{"train": …, "valid": …}` is another mistake."""
    one, two = {"train": torch.ones(2), "loss": torch.ones(3)}, {"train": torch.ones(2), "valid": torch.ones(3)}
    assert not same_tapes(tape(history=one), tape(history=two))
    assert same_tapes(tape(history=dict(reversed(two.items()))), tape(history=two))
