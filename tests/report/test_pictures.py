"""A picture follows from the value: curves by loop, heat maps, confusion matrices, samples; small and whole whatever came."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from autograder.model import (
    Assignment,
    Check,
    Column,
    Difference,
    Ending,
    Exercise,
    Kind,
    Mark,
    Outcome,
    PictureKind,
    Probe,
    RecordedLoop,
    Recording,
    Tape,
    Verdict,
)
from autograder.report.plots import AnyPicture, draw, draw_own_loop, pictures
from autograder.report.plots.curves import Curves, curves, names_of
from autograder.report.plots.value_drawing import MOST_CELLS
from autograder.report.plots.values import Confusion, HeatMap, Samples
from tests.report import builders


def value(numbers):
    """Numbers as a tape holds them, in double precision."""
    return builders.value(numbers, "float64")


SVG = "{http://www.w3.org/2000/svg}"
MOST_BYTES = 40_000
IMAGE = np.arange(64.0).reshape(8, 8)


def svgs(picture: AnyPicture) -> list[ET.Element]:
    """Every panel, read as XML and small."""
    uris = draw(picture).uris
    assert max(map(len, uris)) < MOST_BYTES
    return [ET.fromstring(base64.b64decode(uri.partition(",")[2])) for uri in uris]


def drawn(root: ET.Element, cls: str) -> list[ET.Element]:
    """The elements of a class."""
    return [each for each in root.iter() if cls in each.get("class", "").split()]


def cells(root: ET.Element) -> dict[str, int]:
    """Pieces of rows by the class of their colour."""
    found = {each.get("class", ""): each.get("d", "").count("M") for each in root.iter(f"{SVG}path")}
    return {cls: count for cls, count in found.items() if re.fullmatch(r"[hd]\d|bad", cls)}


def wrong(
    own, right, *, asked: PictureKind | None = None, returned: str = "returned", **inputs
) -> tuple[AnyPicture, ...]:
    """The pictures of one exercise that gave `own` where `right` is right."""
    exercise, probe = Exercise("make", "hw", {}), Probe("make", "lecture", {k: value(v) for k, v in inputs.items()})
    week = Assignment("week01", {}, _NOWHERE, {}, (exercise,), (probe,), checks=(_CHECK,))
    week = replace(week, pictures={"make": asked} if asked else {})
    mine, theirs = (_tape(one, returned) for one in (own, right))
    failed = Verdict(_CHECK.name, Outcome.FAILED, Difference(Kind.VALUE, returned))
    graded = replace(builders.report("s"), marks=(Mark(failed, 0.0, 1.0),), recording=Recording("digest", (mine,)))
    return pictures(graded, week, {probe.id: theirs})


_NOWHERE = Path()
_CHECK = Check("make.value", "make", 1.0, "make/lecture", {})


def _tape(numbers, name: str) -> Tape:
    held = value(np.asarray(numbers))
    return Tape(
        "make/lecture", Ending.FINISHED, **({"returned": held} if name == "returned" else {"seen": {name: held}})
    )


# ---------------------------------------------------------------------- curves by phase


def loop(optimizer: str, losses, ticks, names=("0.weight",)) -> RecordedLoop:
    column = Column("loss", tuple(range(len(losses))), value(np.asarray(losses, dtype=np.float64)))
    return RecordedLoop("hw.py", 3, optimizer, len(losses), tuple(ticks), (column,), tuple(names))


def looped(*loops: RecordedLoop) -> Tape:
    return Tape("fit/lecture", Ending.FINISHED, epochs=loops[0].turns, columns=loops[0].columns, loops=loops)


PHASES = looped(loop("Adam", [9.0, 4.0, 2.0], [0, 1, 2]), loop("SGD", [2.0, 1.0], [3, 4]))
GAN = looped(
    loop("Adam", [1.3, 1.2], [0, 2], ["D.0.weight", "D.0.bias"]), loop("Adam", [0.6, 0.7], [1, 3], ["G.0.weight"])
)


def test_phases_follow_each_other_and_are_called_by_their_optimiser():
    made = curves(PHASES, PHASES)
    assert made is not None
    assert [(one.name, one.updates.tolist()) for one in made.own] == [("adam", [1, 2, 3]), ("sgd", [4, 5])]
    (panel,) = svgs(made)
    assert (len(drawn(panel, "own")), len(drawn(panel, "right"))) == (2, 2)
    assert {"adam", "sgd", "update", "loss"} <= {each.text for each in panel.iter(f"{SVG}text")}


def test_the_two_losses_of_a_gan_take_turns_in_one_picture_with_a_hue_each():
    made = curves(GAN, GAN)
    assert made is not None
    assert [(one.name, one.updates.tolist()) for one in made.own] == [("D", [1, 3]), ("G", [2, 4])]
    (panel,) = svgs(made)
    assert [each.get("class") for each in drawn(panel, "own")] == ["own", "own own1"]
    assert "Yours (G) goes from 0.6 to 0.7 in 2 updates." in draw(made).alt["en"]


def test_loops_of_one_name_are_numbered():
    assert names_of((*PHASES.loops, PHASES.loops[1])) == ["adam", "sgd 1", "sgd 2"]
    assert names_of(PHASES.loops[:1] * 2) == ["1", "2"]


def test_the_cross_stands_on_the_loop_that_goes_wrong():
    made = curves(GAN, GAN, difference=Difference(Kind.VALUE, "loss", 1, loop="G"))
    assert made is not None
    assert made.first_wrong == (1, 1)
    assert len(drawn(svgs(made)[0], "cross")) == 1


def test_a_students_own_loops_are_drawn_without_a_solution():
    made = draw_own_loop("fit", PHASES, {})
    assert made is not None
    assert (len(made.uris), made.keyed, "your loss" in made.caption["en"]) == (1, False, True)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 1e300, -1e300])
def test_twenty_thousand_losses_of_any_size_are_a_small_picture(bad):
    losses = np.where(np.arange(20_000) % 2, bad, 1.0)
    assert svgs(Curves("fit", tuple(curves(looped(loop("SGD", losses, range(20_000)))).own)))


# ---------------------------------------------------------------------- heat maps


def test_an_image_is_shown_beside_the_right_one_and_their_difference():
    own = IMAGE.copy()
    own[2, 5] += 30
    (made,) = wrong(own, IMAGE)
    mine, right, apart = svgs(made)
    assert cells(mine) != cells(right)
    assert cells(apart) == {"d9": 1}
    assert "Wrong: 1 of 64 numbers; the farthest off is [2, 5]: yours 51, right 21." in draw(made).caption["en"]


def test_of_attention_by_head_the_plane_that_is_farthest_off_is_shown():
    right = np.random.default_rng(0).random((2, 3, 5, 5))
    own = right.copy()
    own[1, 2] = own[1, 2].T
    (made,) = wrong(own, right, returned="attention")
    assert isinstance(made, HeatMap)
    assert (made.where, made.own.shape) == ("[1, 2]", (5, 5))


def test_one_wrong_pixel_of_a_large_image_is_seen():
    """Cells are blocks there: of the difference the largest counts, no mean."""
    own = np.zeros((500, 300))
    own[444, 111] = 1.0
    (made,) = wrong(own, np.zeros((500, 300)))
    apart = svgs(made)[2]
    assert cells(apart) == {"d9": 1}
    assert MOST_CELLS < 100


def test_of_another_shape_both_are_shown_and_no_difference():
    (made,) = wrong(np.zeros((6, 6)), np.ones((6, 3)))
    assert (len(svgs(made)), "yours has shape 6 × 6, the right one 6 × 3" in draw(made).alt["en"]) == (2, True)


@pytest.mark.parametrize("bad", [np.nan, np.inf, 1e308, -1e308])
@pytest.mark.parametrize("spoilt", ["own", "right", "both"])
def test_values_without_an_end_are_a_small_picture(bad, spoilt):
    noise = np.random.default_rng(1).random((60, 60))
    bad_ones = np.where(noise > 0.5, bad, noise)
    own, right = (bad_ones if spoilt in {name, "both"} else noise for name in ("own", "right"))
    for made in wrong(own + (spoilt == "both"), right):
        assert len(svgs(made)) == 3


def test_the_same_values_are_no_picture():
    """A check of dtype or graph failed: there is nothing to see."""
    assert wrong(IMAGE * (1 + 1e-9), IMAGE) == ()
    assert wrong(3.0, 4.0) == ()


# ---------------------------------------------------------------------- classes


TRUTH = np.arange(30) % 3


def test_classes_are_counted_against_the_right_ones():
    own = np.where(np.arange(30) < 6, 0, TRUTH)
    (made,) = wrong(own, TRUTH)
    assert isinstance(made, Confusion)
    assert made.own.tolist() == [[10, 0, 0], [2, 8, 0], [2, 0, 8]]
    (panel,) = svgs(made)
    assert sorted(each.text for each in panel.iter(f"{SVG}text") if each.get("class", "").startswith("ink")) == [
        *("10", "2", "2", "8", "8"),
    ]
    assert "26 of 30 rows are on the diagonal" in draw(made).caption["en"]


def test_scores_that_a_week_calls_classes_are_counted_against_the_labels():
    scores = np.eye(3)[TRUTH]
    (made,) = wrong(np.roll(scores, 1, axis=1), scores, asked=PictureKind.CONFUSION, labels=TRUTH)
    assert isinstance(made, Confusion)
    assert made.beside is not None
    assert (np.trace(made.own), np.trace(made.beside), len(svgs(made))) == (0, 30, 2)


@pytest.mark.parametrize(
    "own", [np.full(30, np.nan), np.full(30, 1e300), np.full(30, -1), TRUTH + 0.5, np.zeros(7), 3.0]
)
def test_what_is_no_class_is_counted_as_none(own):
    for made in wrong(own, TRUTH):
        assert isinstance(made, Confusion)
        assert (made.other, len(svgs(made))) == (30, 1)


# ---------------------------------------------------------------------- samples


DRAWN = np.random.default_rng(2).normal(size=(200, 1))


def test_samples_are_histograms_over_each_other():
    (made,) = wrong(DRAWN * 2 + 1, DRAWN, asked=PictureKind.SAMPLES)
    (panel,) = svgs(made)
    assert (len(drawn(panel, "own")), len(drawn(panel, "right"))) == (1, 1)
    assert re.search(r"Yours: n = 200, 0\.98\d+ ± 1\.\d+; the solution’s: n = 200, ", draw(made).caption["en"])
    assert draw(made).keyed


def test_samples_of_the_plane_are_points():
    right = DRAWN.reshape(100, 2)
    (made,) = wrong(right + 1, right, asked=PictureKind.SAMPLES)
    (panel,) = svgs(made)
    assert (len(drawn(panel, "dot")), len(drawn(panel, "bar"))) == (100, 100)


def test_generated_images_are_sheets():
    right = np.stack([IMAGE * one for one in range(20)])
    (made,) = wrong(-right, right, asked=PictureKind.SAMPLES)
    assert isinstance(made, Samples)
    assert len(svgs(made)) == 2
    assert "some of your 20 images" in draw(made).caption["en"]


@pytest.mark.parametrize("own", [DRAWN * np.nan, DRAWN * 1e300, np.zeros((0, 1)), np.zeros((4, 4, 4)), 7.0])
@pytest.mark.parametrize("right", [DRAWN, DRAWN.reshape(100, 2), np.zeros((5, 8, 8)) + DRAWN[0]])
def test_samples_of_any_size_are_a_small_picture(own, right):
    for made in wrong(own, right, asked=PictureKind.SAMPLES):
        assert svgs(made)


def test_a_week_may_ask_for_none():
    assert wrong(-IMAGE, IMAGE, asked=PictureKind.NONE) == ()


def test_every_kind_has_words_in_both_languages():
    kinds = [
        curves(GAN, GAN),
        *wrong(-IMAGE, IMAGE),
        *wrong(0 * TRUTH, TRUTH),
        *wrong(-DRAWN, DRAWN, asked=PictureKind.SAMPLES),
    ]
    for made in kinds:
        shown = draw(made)
        assert set(shown.alt) == set(shown.caption) == {"ko", "en"}
        assert re.search("[가-힣]", shown.alt["ko"])
