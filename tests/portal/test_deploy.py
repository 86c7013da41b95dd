"""The examples of docs/deploy as an operator starts them: nginx in front, units that systemd takes, commands that exist."""

from __future__ import annotations

import shlex
import shutil
import socket
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import httpx2
import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from autograder.cli import commands
from autograder.model import SecretKind

DEPLOY = Path(__file__).parents[2] / "docs" / "deploy"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
UNITS = sorted(DEPLOY.glob("*.service"))


def typed() -> list[list[str]]:
    """Every command line of ours in the examples."""
    found = []
    for unit in UNITS:
        for line in unit.read_text("utf-8").splitlines():
            if line.startswith("ExecStart="):
                words = shlex.split(line.partition("=")[2])
                found.append(shlex.split(words[2].replace("$(date +%%F)", "day")) if words[0] == "/bin/sh" else words)
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
    return found + [each["command"] for each in services.values() if "command" in each]


@pytest.mark.parametrize("words", typed(), ids=lambda words: "_".join(words[1:3]))
def test_every_command_of_the_examples_is_one_of_ours(words, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert words[0].endswith("/autograder")
    command = commands.get_command(click.Context(commands), words[1])
    assert command is not None
    arguments = [str(tmp_path) if word == "/srv/course" else word for word in words[2:]]
    assert command.make_context(words[1], arguments)


@pytest.mark.real
def test_systemd_takes_the_units(tmp_path):
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not installed")
    for unit in [*UNITS, *DEPLOY.glob("*.timer")]:
        text = unit.read_text("utf-8").replace("/opt/autograder/.venv/bin/autograder", "/bin/true")
        (tmp_path / unit.name).write_text(text.replace("User=autograder", "User=root"), "utf-8")
    names = [str(path) for path in tmp_path.iterdir()]
    done = subprocess.run([analyze, "verify", "--man=no", *names], capture_output=True, text=True, check=False)
    assert not [line for line in done.stderr.splitlines() if "autograder" in line], done.stderr


@pytest.mark.real
@pytest.mark.slow
def test_nginx_in_front_hands_in_streams_and_refuses_what_is_too_large(address, app, tmp_path):
    if NGINX is None:
        pytest.skip("nginx is not installed: apt-get install nginx-light")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    conf = configured(tmp_path, port, address)
    with subprocess.Popen([NGINX, "-p", str(tmp_path), "-c", str(conf), "-g", "daemon off;"]) as proxy:
        try:
            headers = {"sec-fetch-site": "same-origin", "accept-language": "en"}
            with httpx2.Client(
                base_url=f"https://127.0.0.1:{port}", headers=headers, verify=False, timeout=20
            ) as client:
                until = time.monotonic() + 20
                while not answers(client) and time.monotonic() < until:
                    time.sleep(0.1)
                token = app.state.course.members.issue(SecretKind.TOKEN, "20230001", now=datetime.now(UTC), lasts=None)
                client.headers["authorization"] = f"Bearer {token}"
                client.headers["accept"] = "application/json"
                sent = client.post("/weeks/week03/hand-in", files=[("files", ("a.py", b"x = 1\n"))])
                assert sent.status_code == 201
                with client.stream("GET", f"/weeks/week03/attempts/{sent.json()['upload']}/events") as stream:
                    assert any("Before you in the queue" in line for line in stream.iter_lines())
                large = client.post("/weeks/week03/hand-in", content=b"x" * 12_000_000)
                assert large.status_code == 413
        finally:
            proxy.terminate()


def answers(client: httpx2.Client) -> bool:
    try:
        return client.get("/health").status_code == 200
    except httpx2.TransportError:
        return False


def configured(folder: Path, port: int, address: str) -> Path:
    """The example, with a certificate of our own and on ports that are free."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "grading.example.org")])
    now = datetime.now(UTC)
    certificate = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    certificate = certificate.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=1))
    signed = certificate.sign(key, hashes.SHA256())
    (folder / "fullchain.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "privkey.pem").write_bytes(private)
    site = (DEPLOY / "nginx.conf").read_text("utf-8").partition("\nserver {\n    listen 80;")[0]
    site = site.replace("/etc/letsencrypt/live/grading.example.org", str(folder)).replace("443", str(port))
    site = site.replace("http://127.0.0.1:8000", address)
    here = "".join(
        f"{each}_temp_path {folder}/{each};" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    conf = folder / "whole.conf"
    logs = f"access_log off; error_log {folder}/error.log;"
    conf.write_text(
        f"pid {folder}/pid; error_log {folder}/error.log; events {{}} http {{ {here} {logs} {site} }}", "utf-8"
    )
    return conf
