"""Tapes → pictures as SVG."""

from autograder.report.plots.drawing import Drawn, draw, draw_own_loop
from autograder.report.plots.loops import Picture, picture, pictures

__all__ = ["Drawn", "Picture", "draw", "draw_own_loop", "picture", "pictures"]
