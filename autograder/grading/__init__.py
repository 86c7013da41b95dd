"""Verdicts → marks; marks, late rule and decisions → final points; pure."""
