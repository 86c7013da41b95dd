"""Sandboxes that start in a blink: behind each set of layers that stands here, with nothing warmed."""

from __future__ import annotations

import pytest

from autograder.errors import IsolationError
from autograder.model import Limits
from autograder.sandbox.host.sandbox import open_with_layers
from autograder.sandbox.protocol import STRONGEST_FIRST, TRUSTED_ONLY
from tests.sandbox.programs import BARE, DATA


def opened(layers):
    try:
        with open_with_layers((layers,), limits=Limits(), data=DATA, warm=BARE, jobs=4) as sandbox:
            yield sandbox
    except IsolationError:
        pytest.skip(f"{layers}: cannot stand here; `autograder doctor` says why")


@pytest.fixture(scope="session", params=STRONGEST_FIRST, ids=str)
def confined(request):
    """Behind each set of layers in turn."""
    yield from opened(request.param)


@pytest.fixture(scope="session")
def full():
    """Behind everything."""
    yield from opened(STRONGEST_FIRST[0])


@pytest.fixture(scope="session")
def trusted():
    """Behind nothing but limits."""
    yield from opened(TRUSTED_ONLY)
