"""Grades → the HTML that students, TAs and instructors read."""
