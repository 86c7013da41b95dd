"""Pictures → SVG: the same bytes for the same data, and something to see whatever the data."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from autograder.report.plots import Picture, draw, picture
from autograder.report.plots.drawing import histogram
from tests.report.builders import RIGHT, probe, tape

AGAIN = """
import hashlib
from autograder.report.plots import draw, picture
from tests.report.builders import RIGHT, probe, tape
made = draw(picture(tape(clears=False), RIGHT["fit_mse/lecture"], probe("fit_mse").inputs, first_wrong=1))
print(hashlib.sha256("".join(made.uris).encode()).hexdigest())
"""


def of(**changes) -> Picture:
    made = picture(tape(), RIGHT["fit_mse/lecture"], probe("fit_mse").inputs)
    assert made is not None
    return replace(made, **changes)


def svgs(one: Picture) -> tuple[str, str]:
    """The plane and the losses."""
    plane, losses = (base64.b64decode(uri.partition(",")[2]).decode() for uri in draw(one).uris)
    return plane, losses


def test_a_picture_is_well_formed():
    assert [ET.fromstring(svg).tag for svg in svgs(of())] == ["{http://www.w3.org/2000/svg}svg"] * 2


def test_a_picture_asks_nothing_of_the_network():
    """Names of XML's own are no addresses to go to."""
    named = "".join(svgs(of())).replace("http://www.w3.org/", "")
    assert "http" not in named


def test_right_answers_that_differ_in_the_last_place_share_one_picture():
    assert svgs(of()) == svgs(of(path=of().path * (1 + 1e-7)))


def test_another_path_gives_another_picture():
    assert svgs(of()) != svgs(of(path=of().path + 1))


def test_the_first_wrong_epoch_is_marked():
    assert svgs(of(first_wrong=4)) != svgs(of())


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 1e300])
def test_a_runaway_can_be_drawn(bad):
    path, losses = of().path.copy(), of().losses.copy()
    path[3:], losses[3:] = bad, bad
    assert svgs(of(path=path, losses=losses, first_wrong=3))


@pytest.mark.parametrize("length", [0, 1, 2])
def test_a_loop_that_hardly_began_can_be_drawn(length):
    assert svgs(of(path=of().path[: length + 1], losses=of().losses[:length], first_wrong=length))


def test_losses_below_zero_and_none_at_all_can_be_drawn():
    assert svgs(of(right_losses=of().losses - 100, losses=np.zeros(0)))


def test_six_thousand_epochs_are_thinned_to_what_can_be_seen():
    steps = np.linspace(0, 1, 6001)[:, None]
    long = of(path=np.array([[-5.0, 10.0]]) * (1 - steps), losses=np.geomspace(100, 0.1, 6000))
    assert len("".join(svgs(long))) < 60_000


def test_the_words_for_who_cannot_see_it_are_in_both_languages():
    assert set(draw(of()).alt) == {"ko", "en"}


def test_the_words_for_who_cannot_see_it_say_where_both_went():
    assert "The solution goes from (-5, 10) to (2.4" in draw(of()).alt["en"]


def test_a_histogram_of_one_student_can_be_drawn():
    assert all(drawn.uris for drawn in histogram([3.0], 23.0, alt={}))


def test_points_above_the_maximum_are_in_the_histogram():
    assert all(drawn.uris for drawn in histogram([30.0], 23.0, alt={}))


@pytest.mark.slow
def test_another_process_draws_the_same_bytes():
    def made(seed: str) -> str:
        ran = subprocess.run(
            [sys.executable, "-c", AGAIN],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        )
        return ran.stdout

    assert made("1") == made("2")
