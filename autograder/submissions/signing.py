"""A course's key, kept beside its store → signed receipts, and a word on each."""

from __future__ import annotations

import os
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from autograder.errors import RecordError
from autograder.model import Issuer, Receipt, Signature

KEY_FILE = "autograder.key"
_PURPOSE = b"autograder receipt 1\n"
"""Signed with the rest, so that no signature means anything elsewhere."""


def key_path(store: str | Path | None, course: Path) -> Path:
    """The path of a course's key.

    Beside a store that is a file, else in the course folder.
    """
    beside = course if store is None or "://" in str(store) else Path(store).parent
    return beside / KEY_FILE


def course_key(path: Path) -> Ed25519PrivateKey:
    """The key at `path`, made there if there is none.

    Of two that make it at once, one is kept.

    Raises RecordError where others may read it, or where it is no key.
    """
    try:
        key = load_pem_private_key(key_file(path, _new_key), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise RecordError(f"{path} holds no Ed25519 key. Put back the one that was there: receipts are signed with it.")
    return key


def key_file(path: Path, made: Callable[[], bytes]) -> bytes:
    """The bytes of a key file for its owner alone, `made` where there is none.

    Raises RecordError where others may read it.
    """
    if not path.exists():
        _write(path, made())
    if path.stat().st_mode & 0o077:
        raise RecordError(
            f"{path} may be read by others than its owner, so anybody could sign with it. chmod 600 {path}"
        )
    return path.read_bytes()


def public_half(key: Ed25519PrivateKey) -> str:
    """The public half of a key, in base64.

    Enough to tell its signatures from others.
    """
    return b64encode(key.public_key().public_bytes_raw()).decode()


def sign(receipt: Receipt, key: Ed25519PrivateKey) -> Receipt:
    """The receipt, given by the course.

    Who, which week, which files, and when, all under one signature.
    """
    unsigned = replace(receipt, issuer=Issuer.COURSE, signature="")
    return replace(unsigned, signature=b64encode(key.sign(_signed_bytes(unsigned))).decode())


def signature(receipt: Receipt, public: str | None) -> Signature:
    """Judge how far a receipt can be believed.

    By the public half of the course's key; `None`: the course has no key.
    """
    if receipt.issuer is Issuer.STUDENT and not receipt.signature:
        return Signature.NONE
    with suppress(InvalidSignature, ValueError):  # what is no base64 is a ValueError too
        if public is not None and receipt.issuer is Issuer.COURSE:
            known = Ed25519PublicKey.from_public_bytes(b64decode(public, validate=True))
            known.verify(b64decode(receipt.signature, validate=True), _signed_bytes(receipt))
            return Signature.GENUINE
    return Signature.FORGED


def _signed_bytes(receipt: Receipt) -> bytes:
    """All but the signature. The order of the files is in the digest of the work."""
    return _PURPOSE + msgspec.json.encode(replace(receipt, signature=""), order="sorted")


def _new_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _write(path: Path, whole: bytes) -> None:
    """Write a key whole elsewhere first, and never over one that is there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # its owner's alone, too
    except OSError as error:
        raise _unwritten(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(whole)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(name)
    except OSError as error:
        raise _unwritten(path, error) from error
    finally:
        Path(name).unlink(missing_ok=True)


def _unwritten(path: Path, error: OSError) -> RecordError:
    return RecordError(
        f"{path} cannot be written: {error.strerror}. Receipts are signed with it. Make room, or mend the rights."
    )
