"""Verdicts, marks and grades → everything that people read. All words live here."""
