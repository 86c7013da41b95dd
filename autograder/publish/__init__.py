"""Handout → what students download: a folder of stubs, a notebook, a README in both languages, public checks, data."""

from autograder.publish.folder import publish, stale

__all__ = ["publish", "stale"]
