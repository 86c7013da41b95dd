"""Links by mail through a real SMTP server: encrypted, signed in, and nothing said where it is down."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.policy import default
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from autograder.portal.settings import Encryption, Mail

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of this machine's, its key and itself in one file."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + made.public_bytes(Encoding.PEM))
    return path


@pytest.fixture(scope="module")
def server(certificate):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "tests.portal.smtp_server", str(port), str(certificate)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "ready\n"
        process.port = port
        yield process
        process.kill()


@pytest.fixture
def known(monkeypatch, certificate):
    """A machine that trusts the server's certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


@pytest.fixture
def settings(settings, server):
    (settings.folder / "smtp.password").write_text("secret\n", "utf-8")
    mail = Mail(server="127.0.0.1", port=server.port, user="portal", password_file="smtp.password")
    return replace(settings, mail=mail)


def using(app, **changed):
    mail = replace(app.state.course.settings.mail, **changed)
    object.__setattr__(app.state.course.settings, "mail", mail)


@pytest.mark.usefixtures("known")
def test_a_link_goes_out_encrypted_and_signs_in(browser, server):
    client = browser()
    assert client.post("/signin", data={"email": "kim@example.org"}).status_code == 200
    came = json.loads(server.stdout.readline())
    assert came["to"] == "kim@example.org"
    letter = message_from_string(came["letter"], policy=default)
    assert letter["subject"] == "Your link to DL"
    link = re.findall(r"http://testserver(/signin/\S+)", letter.get_content())[0]
    assert client.post(link).status_code == 303


@pytest.mark.usefixtures("known")
def test_a_stranger_gets_no_mail_and_the_same_page(browser, server):
    strangers = browser().post("/signin", data={"email": "stranger@example.org"})
    members = browser().post("/signin", data={"email": "lee@example.org"})
    assert (strangers.status_code, strangers.text) == (200, members.text)
    assert json.loads(server.stdout.readline())["to"] == "lee@example.org"


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("changed", [{"port": 9}, {"user": "wrong"}, {"encryption": Encryption.NONE}], ids=str)
@pytest.mark.parametrize("email", ["kim@example.org", "stranger@example.org"])
def test_a_mail_server_that_is_down_or_refuses_is_told_alike_to_members_and_strangers(browser, app, changed, email):
    using(app, **changed)
    refused = browser().post("/signin", data={"email": email})
    assert (refused.status_code, "The mail server does not answer" in refused.text) == (503, True)


def test_a_server_that_pretends_to_be_the_mail_server_gets_no_password_and_no_link(browser):
    assert browser().post("/signin", data={"email": "kim@example.org"}).status_code == 503


@pytest.mark.usefixtures("known")
def test_nobodys_mailbox_is_filled_by_anothers_clicks(browser, server):
    for _ in range(8):
        assert browser().post("/signin", data={"email": "prof@example.org"}).status_code == 200
    browser().post("/signin", data={"email": "ta@example.org"})
    came = []
    while not came or came[-1] != "ta@example.org":
        came.append(json.loads(server.stdout.readline())["to"])
    assert came.count("prof@example.org") == 5
