"""A portal that an LMS knows, for the tests of launches and of marks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.portal.lti_key import _new
from autograder.submissions.signing import key_file
from tests.portal.lms import platform as lti_platform

KIM = {"name": "김하나", "email": "kim@example.org", "number": "20230001", "role": "Learner"}
LEE = {"name": "이둘", "email": "lee@example.org", "number": "20230002", "role": "Learner"}
PROF = {"name": "Prof", "email": "prof@example.org", "number": "instructor", "role": "Instructor"}


@pytest.fixture(scope="module")
def server():
    with lti_platform.running() as school:
        yield school


@pytest.fixture
def school(server):
    server.users = {"u1": KIM, "u2": LEE, "u9": PROF}
    server.items, server.scores, server.asked, server.down, server.chosen = {}, [], [], False, None
    return server


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    """The portal's key, made once for all tests of a file."""
    return key_file(tmp_path_factory.mktemp("key") / "lti.key", _new)


@pytest.fixture
def settings(settings, school, key):
    key_file(Path(settings.store).with_name("lti.key"), lambda: key)
    return replace(settings, lti=(lti_platform.platform_of(school),))


@pytest.fixture(autouse=True)
def tool(app, browser, school):
    """The portal, as the LMS knows it."""
    school.knows(("http://testserver", browser().get("/lti/keys").json()))
    return app.state.course
