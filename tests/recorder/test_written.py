"""Names that were written to are told from those that were not, without reading them."""

from __future__ import annotations

import sys
from gc import get_referents
from types import ModuleType

import pytest
import torch

from autograder.recorder import written
from autograder.recorder.process_state import ProcessState
from autograder.recorder.written import writes_to


class EqualToAll:
    """An object may equal anything."""

    __hash__ = None

    def __eq__(self, _):
        """Equal."""
        return True


class Library:
    """A class that anyone may write to."""

    there = 1


MODULE = ModuleType("library")
vars(MODULE)["there"] = 1
WAYS = {
    "another value": lambda library: setattr(library, "there", object()),
    "an equal value": lambda library: setattr(library, "there", EqualToAll()),
    "a name more": lambda library: setattr(library, "new", 1),
    "a name fewer": lambda library: (setattr(library, "gone", 1), delattr(library, "gone")),
    "by its dict": lambda library: dict_of(library).update(there=object()),
}


def dict_of(library):
    """The names themselves, also of a class."""
    found = vars(library)
    return found if isinstance(found, dict) else next(one for one in get_referents(found) if isinstance(one, dict))


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="no Python numbers writes from there on")
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("library", [Library, MODULE], ids=["a class", "a module"])
def test_every_way_to_write_gives_a_new_number_and_reading_none(library, way):
    """Whatever is overlooked would stand for the calls after it."""
    number = writes_to(library)
    assert number is not None
    before = number()
    assert library.there
    assert [*vars(library).items()]
    assert number() == before
    way(library)
    assert number() != before


@pytest.mark.parametrize("numbered", [True, False])
def test_libraries_are_whole_again_whether_writes_are_numbered_or_not(monkeypatch, numbered):
    """A Python without numbers is only slower."""
    monkeypatch.setattr(written, "IS_NUMBERED", numbered and written.IS_NUMBERED)
    own = torch.sum, torch.Tensor.backward, torch.nn.Linear
    state = ProcessState()
    assert any(names._writes for names in state._libraries) == written.IS_NUMBERED
    for _ in range(2):
        torch.sum = torch.mean
        del torch.nn.Linear
        torch.Tensor.backward = None
        state.restore()
        assert (torch.sum, torch.Tensor.backward, torch.nn.Linear) == own
