"""Grades, decisions and changes → lines of a terminal."""
