"""Handout → a folder, a notebook or a zip, for students or other graders."""

from autograder.handout.folder import FORMATS, SECRET_FORMATS, Manifest, publish, published, stale

__all__ = ["FORMATS", "SECRET_FORMATS", "Manifest", "publish", "published", "stale"]
