"""The web application.

Students hand in and read, TAs decide, the instructor publishes.
"""

from autograder.portal.application import application
from autograder.portal.settings import Settings, read_settings

__all__ = ["Settings", "application", "read_settings"]
