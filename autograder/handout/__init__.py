"""Handout → a folder, a notebook or a zip, for students or other graders."""

from autograder.handout.files import files as handout_files
from autograder.handout.folder import FORMATS, MANIFEST, SECRET_FORMATS, Manifest, publish, published, stale

__all__ = ["FORMATS", "MANIFEST", "SECRET_FORMATS", "Manifest", "handout_files", "publish", "published", "stale"]
