"""Verdicts, marks and grades → everything that people read: messages, tables, pages, pictures, gradebooks. All words live here."""
