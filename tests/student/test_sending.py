"""Uploading, to a real server on this machine: what it says is told, and what it refuses is clear."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest

from autograder.errors import SubmissionError
from autograder.student import pack, send
from tests.student.handouts import handed_out, worked


class Portal(BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.came = (dict(self.headers), self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(self.server.answers)
        self.end_headers()
        self.wfile.write(b"received")

    def log_message(self, format, *args):  # noqa: A002
        pass


@pytest.fixture
def portal():
    with HTTPServer(("127.0.0.1", 0), Portal) as server:
        server.answers = 201
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def packed(tmp_path):
    return pack(worked(handed_out(tmp_path), mean="return 1"), "김철수", datetime(2022, 10, 5, tzinfo=UTC))


def address(portal):
    return f"http://127.0.0.1:{portal.server_port}/week98"


def test_the_zip_is_the_body_and_the_server_has_the_last_word(portal, packed):
    assert send(packed, address(portal)) == "received"
    headers, body = portal.came
    assert (body, unquote(headers["X-Autograder-Student"])) == (packed.zipped, "김철수")


def test_a_refusal_is_told_with_what_the_server_said(portal, packed):
    portal.answers = 403
    with pytest.raises(SubmissionError, match=r"403 Forbidden\. received Nothing was handed in"):
        send(packed, address(portal))


def test_a_server_that_is_not_there_is_told(packed):
    with pytest.raises(SubmissionError, match="cannot be reached"):
        send(packed, "http://127.0.0.1:9/")


def test_a_folder_for_all_is_no_way_to_lead_work_elsewhere(packed, tmp_path):
    """Whoever may write in it can have put a link where a classmate's folder will be."""
    (tmp_path / "inbox").mkdir()
    (tmp_path / "mine").mkdir()
    (tmp_path / "inbox" / packed.student).symlink_to(tmp_path / "mine")
    with pytest.raises(SubmissionError, match="leads elsewhere"):
        send(packed, str(tmp_path / "inbox"))
    assert [*(tmp_path / "mine").iterdir()] == []


PUT = {"a pipe": os.mkfifo, "a device": lambda path: path.symlink_to("/dev/zero"), "a folder": os.mkdir}


@pytest.mark.parametrize("put", PUT.values(), ids=PUT)
def test_whatever_lies_in_a_place_already_the_work_lies_beside_it(put, packed, tmp_path):
    """A pipe there would be waited on for ever, a device read for ever."""
    place = tmp_path / "inbox" / packed.student
    place.mkdir(parents=True)
    put(place / f"{packed.week}.zip")
    assert Path(send(packed, str(tmp_path / "inbox"))).read_bytes() == packed.zipped
