"""Handout → what students download: a folder of stubs, a notebook, a README in both languages, public checks, data."""

from autograder.handout.folder import FORMATS, SECRET_FORMATS, Manifest, publish, published, stale

__all__ = ["FORMATS", "SECRET_FORMATS", "Manifest", "publish", "published", "stale"]
