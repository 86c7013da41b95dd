"""Grades → a database: SQLite or PostgreSQL. SQL only; nothing is decided here."""
