"""Receipts, jupytext, tars and foreign archives, and uploads whose bytes are broken: read, or refused in words."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import tarfile
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from autograder.assignment import read
from autograder.errors import AutograderError
from autograder.model import JobState, Receipt, Signature, Upload, UploadedFile
from autograder.submissions import ArchiveLimits, collect
from autograder.submissions.receipt import from_json, to_json
from autograder.submissions.signing import public_half, sign, signature
from autograder.workflows.grade_uploads import submission_of
from tests import weeks
from tests.helpers import write
from tests.submissions.received import GRID, notebook, place, students
from tests.submissions.test_fuzz import ALL_LISTED, archives, is_read, mutated, runs, seeds

KEY = Ed25519PrivateKey.from_private_bytes(b"1" * 32)
NOW = datetime(2026, 4, 1, tzinfo=UTC)
RECEIPT = sign(Receipt("20230001", "week03", "a" * 64, {"tensors.py": "b" * 64}, NOW), KEY)
MARKDOWN = (
    b"---\njupyter:\n  jupytext:\n    formats: md\n---\n\n# 1\n\n```python\nx = 1\n```\n\n<!-- #region -->\n```\n",
    b"---\njupytext:\n  text_representation:\n    format_name: myst\n---\n\n```{code-cell} ipython3\n:tags: [a]\nx = 1\n```\n",
    b"---\nkernelspec:\n  name: python3\n---\n\n~~~python\n%%time\nx = 1\n~~~\n",
)
WORDS = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-02-30T00:00:00Z", "2026-04-01", "../../etc")
MAGIC = (b"Rar!\x1a\x07\x01\0", b"7z\xbc\xaf\x27\x1c\0\4", b"\x28\xb5\x2f\xfd", b"\x1f\x8b", b"BZh9", b"\xfd7zXZ\0")


def packed() -> bytes:
    """Two files and a link in a tar."""
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as tar:
        for name, content in (("tensors.py", GRID.encode()), ("a/hw.ipynb", notebook(GRID))):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
        link = tarfile.TarInfo("b.py")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    return whole.getvalue()


TARS = tuple(pack(packed()) for pack in (bytes, gzip.compress, bz2.compress, lzma.compress))


def read_receipts(count: int, seed: int) -> set[Signature | None]:
    """Ends that broken receipts come to; None: it is refused."""
    found: set[Signature | None] = set()
    for chance in runs(count, seed):
        text = to_json(RECEIPT).encode()
        if chance.random() < 0.3:
            text = text.replace(chance.choice((b"2026-04-01T00:00:00Z", b"week03")), chance.choice(WORDS).encode())
        else:
            text = mutated(text, chance)
        try:
            found.add(signature(from_json(text), public_half(KEY)))
        except AutograderError:
            found.add(None)
    return found


def read_markdown(count: int, seed: int) -> set[bool]:
    """True: it was read; False: refused."""
    found: set[bool] = set()
    for chance in runs(count, seed):
        found.add(is_read(mutated(chance.choice(MARKDOWN), chance), chance.choice(("hw.md", "hw.markdown", "hw.py"))))
    return found


def unpack_tars(folder, count: int, seed: int) -> tuple[bool, list[str]]:
    """As `unpack_many`, of tars and of what only begins as an archive does."""
    files = {}
    for number, chance in enumerate(runs(count, seed)):
        raw = mutated(chance.choice(TARS), chance)
        ending = chance.choice((".tar", ".tar.gz", ".tgz", ".tar.xz", ".zip", ".7z", ".rar", ".ipynb", ".py"))
        raw = chance.choice(MAGIC) + raw[8:] if chance.random() < 0.2 else raw
        files[f"2024{number:04}{ending}"] = raw
    found = collect(
        [place(folder, files | {"20231000/tensors.py": GRID})], week="week04", archive_limits=ArchiveLimits(free_mb=1)
    )
    listed = {line.path.split("/")[1] for line in found.files}
    return listed == {*files, "20231000"}, students(found)["20231000"]


def any_name(chance: random.Random) -> str:
    """A name that a browser may send and the portal keeps: printable, a hundred characters at most."""
    alphabet = "abc가힣é😀.-_ ()[]{}'\"~$%&#@!,;=+/\\:*?<>|"
    name = "".join(chance.choice(alphabet) for _ in range(chance.choice((1, 5, 20, 120))))
    name = chance.choice(("{}", "{}.py", "{}.ipynb", "{}.zip", ".{}", "~{}.py", "{}.receipt.json", "{}.md")).format(
        name
    )
    return name.replace("\\", "/").rpartition("/")[2][-120:] or "x"


def take_uploads(assignment, count: int, seed: int) -> None:
    """Each becomes a work of its student, with whatever could be read of it."""
    for chance in runs(count, seed):
        kinds = (*seeds(), *archives(), *TARS, *MARKDOWN)
        files = {any_name(chance): mutated(chance.choice(kinds), chance) for _ in range(chance.choice((1, 1, 2, 6)))}
        kept = tuple(UploadedFile(name, "0" * 64, len(content)) for name, content in files.items())
        upload = Upload(1, assignment.week, "20230001", NOW, "receipt", kept, JobState.RUNNING)
        work = submission_of(upload, files, assignment, {})
        assert (work.student, work.received) == ("20230001", NOW)


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    return read(write(tmp_path_factory.mktemp("course") / "solutions" / "week01", weeks.files()))


def test_a_broken_receipt_is_refused_or_forged_or_whole():
    assert read_receipts(300, 1) <= {None, Signature.FORGED, Signature.GENUINE, Signature.NONE}


@pytest.mark.parametrize("at", WORDS[:2])
def test_a_receipt_of_the_first_or_last_day_is_refused_in_words(at):
    with pytest.raises(AutograderError, match=r"calendar|century"):
        from_json(to_json(RECEIPT).replace("2026-04-01T00:00:00Z", at))


def test_a_broken_text_of_jupytext_is_read_or_refused():
    assert read_markdown(100, 1) == {True, False}


def test_a_broken_tar_is_listed_and_its_neighbours_are_read(tmp_path):
    assert unpack_tars(tmp_path / "subs", 100, 1) == ALL_LISTED


def test_any_upload_becomes_a_work_of_its_student(week):
    take_uploads(week, 20, 1)
