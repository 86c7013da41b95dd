"""`submit --to` a portal: a personal token, a real server, and the course's own receipt on the student's disk."""

from __future__ import annotations

from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from autograder.errors import SubmissionError, UsageError
from autograder.model import JobState, SecretKind, Signature, Submission
from autograder.student import hand_in, keep_receipt, own_token, send
from autograder.student.packing import Packed
from autograder.submissions.receipt import from_json, to_json, upload_receipt
from autograder.submissions.signing import course_key, key_path, public_half, signature

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def packed(week="week03", zipped=b"PK a zip"):
    receipt = upload_receipt("20230001", week, {"a.zip": zipped}, NOW)
    work = Submission("20230001", week, (), receipt.digest)
    return Packed("20230001", week, ("a.py",), zipped, work, (), receipt)


@pytest.fixture
def token(app):
    return app.state.course.members.issue(SecretKind.TOKEN, "20230001", now=datetime.now(UTC), lasts=None)


def test_work_is_handed_in_with_a_token_and_the_receipt_is_the_courses(address, app, settings, token, tmp_path):
    handed = hand_in(packed(), address, token)
    (upload,) = app.state.course.uploads.attempts("week03", "20230001")
    assert (upload.state, handed.where) == (JobState.WAITING, f"{address}/weeks/week03/attempts/{upload.id}")
    kept = keep_receipt(packed(), tmp_path, signed=handed.receipt).read_text("utf-8")
    public = public_half(course_key(key_path(settings.store, settings.folder)))
    assert signature(from_json(kept), public) is Signature.GENUINE
    assert kept != to_json(packed().receipt)
    assert app.state.course.members.issued(SecretKind.TOKEN, "20230001", now=datetime.now(UTC))[0].used


def test_every_refusal_says_what_to_do_and_that_nothing_was_handed_in(address, app, token):
    for given, work, why in (
        ("forged", packed(), "Make a new one"),
        (token, packed(week="week99"), "no such week"),
        (token, packed(zipped=b""), "empty"),
        (token, packed(zipped=b"x" * 300_000), "as large"),
    ):
        with pytest.raises(SubmissionError, match=f"(?i){why}.*Nothing was handed in"):
            hand_in(work, address, given)
    assert app.state.course.uploads.attempts("week03", "20230001") == ()


def test_a_server_that_is_down_or_is_no_portal_is_told(token):
    with pytest.raises(SubmissionError, match="cannot be reached"):
        hand_in(packed(), "http://127.0.0.1:9", token)


class Server(BaseHTTPRequestHandler):
    """A server that is no portal: it leads elsewhere, or answers what it was told to."""

    seen: list = []  # noqa: RUF012
    answer: tuple = (302, b"")

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        status, body = self.answer
        self.send_response(status)
        self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/other")
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.seen.append(self.headers.get("Authorization"))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"sign in, please")

    def log_message(self, format, *args):  # noqa: A002
        pass


@pytest.fixture
def server(monkeypatch):
    """Starts such a server: server(status, body) → its address."""
    with HTTPServer(("127.0.0.1", 0), Server) as opened:
        thread = Thread(target=opened.serve_forever)
        thread.start()

        def answering(status, body=b""):
            monkeypatch.setattr(Server, "answer", (status, body))
            monkeypatch.setattr(Server, "seen", [])
            return f"http://127.0.0.1:{opened.server_port}"

        yield answering
        opened.shutdown()
        thread.join()


def test_a_token_is_not_carried_on_to_another_server(server):
    with pytest.raises(SubmissionError, match="refused"):
        hand_in(packed(), server(302), "secret")
    assert Server.seen == []


def test_work_that_a_server_leads_elsewhere_is_not_handed_in(server):
    """Behind a page that says "sign in" nobody has taken it."""
    with pytest.raises(SubmissionError, match=r"leads elsewhere, to .*/other\. Nothing was handed in"):
        send(packed(), server(302) + "/inbox")
    assert Server.seen == []


OTHER = to_json(upload_receipt("20230001", "week03", {"a.zip": b"another zip"}, NOW))


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"[" * 100_000,
        b'"' + b"a" * 3_000_000 + b'"',
        b'{"upload": 1e999, "receipt": {}}',
        b'{"upload": 1, "receipt": {"student": "../../x"}}',
        f'{{"upload": 1, "receipt": {OTHER}}}'.encode(),
        b"\xff",
    ],
)
def test_what_a_server_answers_is_a_receipt_of_this_work_or_it_is_refused(body, server):
    with pytest.raises(SubmissionError, match=r"is no portal of this kit|cannot be reached|a receipt of other work"):
        hand_in(packed(), server(201, body), "secret")


def test_what_a_server_says_is_one_line_that_no_terminal_obeys(server):
    with pytest.raises(SubmissionError) as refused:
        hand_in(packed(), server(422, b'{"error": "\\u001b[2J\\nHanded in"}'), "secret")
    assert str(refused.value).isprintable()


@pytest.mark.parametrize("there", [send, lambda work, where: hand_in(work, where, "secret")])
def test_an_address_that_is_none_is_refused_in_words(there):
    with pytest.raises(UsageError, match="is no address"):
        there(packed(), "http://kim:hunter2@[::1")


def test_a_token_is_not_sent_where_everybody_listens():
    with pytest.raises(UsageError, match="could read your token"):
        hand_in(packed(), "http://grading.example.org", "secret")


def test_a_token_is_read_from_a_file_or_the_environment(tmp_path, monkeypatch):
    (tmp_path / "token").write_text(" t \n", "utf-8")
    assert own_token(tmp_path / "token") == "t"
    monkeypatch.setenv("AUTOGRADER_TOKEN", "e")
    assert own_token(None) == "e"
    monkeypatch.delenv("AUTOGRADER_TOKEN")
    assert own_token(None) == ""
