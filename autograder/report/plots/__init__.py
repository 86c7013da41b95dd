"""Tapes → pictures as SVG."""
