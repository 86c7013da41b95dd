"""Tapes → pictures as SVG."""

from autograder.report.plots.drawing import Drawn, draw
from autograder.report.plots.loops import Picture, picture, pictures
from autograder.report.plots.sketch import sketch

__all__ = ["Drawn", "Picture", "draw", "picture", "pictures", "sketch"]
