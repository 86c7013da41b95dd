"""Work in nbgrader, otter or Gradescope → points and messages as these want them."""
