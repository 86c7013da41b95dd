"""Work as another system holds it → points and messages as that system wants them: nbgrader, otter, Gradescope."""
