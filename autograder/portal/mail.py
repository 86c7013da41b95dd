"""A letter → an SMTP server, or a folder where no server is named."""

from __future__ import annotations

import logging
import smtplib
import ssl
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import InstructorError, SignInError
from autograder.files import write_file
from autograder.portal.settings import Encryption, Mail
from autograder.text import file_name

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECONDS = 10
_log = logging.getLogger("autograder.portal")


def letter(mail: Mail, to: str, *, subject: str, body: str) -> EmailMessage:
    """A mail in plain text."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = mail.sender, to, subject
    made.set_content(body)
    return made


def send(mail: Mail, course: Path, letters: Sequence[EmailMessage]) -> None:
    """Send letters over one connection.

    Without any the server is asked all the same: who waits cannot tell by it if there was one.

    Raises SignInError where the mail server is down or refuses.
    """
    if not mail.server:
        _write(course / (mail.folder or "mail"), letters)
        return
    try:
        with _connected(mail, course) as server:
            for each in letters:
                server.send_message(each)
            server.noop()
    except (OSError, smtplib.SMTPException) as error:
        _log.warning("the mail server %s:%d failed: %s", mail.server, mail.port, type(error).__name__)
        raise SignInError("mail_down", status=503) from error


def _connected(mail: Mail, course: Path) -> smtplib.SMTP:
    """A connection, encrypted as the settings say, signed in where they name a user."""
    secure = ssl.create_default_context()
    if mail.encryption is Encryption.TLS:
        server: smtplib.SMTP = smtplib.SMTP_SSL(mail.server, mail.port, timeout=_SECONDS, context=secure)
    else:
        server = smtplib.SMTP(mail.server, mail.port, timeout=_SECONDS)
    try:
        if mail.encryption is Encryption.STARTTLS:
            server.starttls(context=secure)
        if mail.user:
            server.login(mail.user, _password(mail, course))
    except BaseException:
        server.close()
        raise
    return server


def _password(mail: Mail, course: Path) -> str:
    try:
        return (course / mail.password_file).read_text("utf-8").strip()
    except OSError as error:
        raise InstructorError(f"mail.password_file {mail.password_file} cannot be read: {error.strerror}.") from error


def _write(folder: Path, letters: Sequence[EmailMessage]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for each in letters:
        write_file(folder / file_name(str(each["To"]), ".eml"), each.as_bytes())
