"""Tapes → pictures as SVG."""

from autograder.report.plots.drawing import Drawn
from autograder.report.plots.loops import Picture, picture
from autograder.report.plots.pictures import AnyPicture, draw, draw_own_loop, pictures

__all__ = ["AnyPicture", "Drawn", "Picture", "draw", "draw_own_loop", "picture", "pictures"]
