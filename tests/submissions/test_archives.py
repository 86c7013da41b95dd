import gzip
import io
import os
import stat
import struct
import tarfile
import time
import tracemalloc
import zipfile
from typing import Any

import pytest

from autograder.model import Fate, Reason
from autograder.submissions import ArchiveLimits
from tests.submissions.received import GRID, MSE, collected, fates, one, students, zipped, zipped_in

UNREADABLE = Fate.UNREADABLE


def arrived(tmp_path, archive: bytes, **asked):
    return collected(tmp_path, {"20231000.zip": archive, "20231001/tensors.py": GRID}, **asked)


def refused(tmp_path, archive: bytes, **asked) -> str:
    """The reason an archive is refused whole, after checking that the classmate is untouched."""
    collection = arrived(tmp_path, archive, **asked)
    assert students(collection)["20231001"] == ["tensors.py"]
    line = one(collection, "20231000.zip")
    assert line.fate is UNREADABLE
    return line.reason


def renamed(name: str, into: bytes, content: str = GRID) -> bytes:
    """A zip whose one member has a name that zipfile itself would not write. Same length, in bytes."""
    raw = zipped({name: content}, method=zipfile.ZIP_STORED)
    assert len(name) == len(into)
    return raw.replace(name.encode(), into)


def with_mode(mode: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("tensors.py")
        info.create_system, info.external_attr = 3, mode << 16
        archive.writestr(info, "/etc/passwd")
    return stream.getvalue()


# ------------------------------------------------------------------ what is read


def test_a_zip_is_a_folder(tmp_path):
    collection = arrived(tmp_path, zipped({"tensors.py": GRID, "more/loss.py": MSE}))
    assert students(collection)["20231000"] == ["more/loss.py", "tensors.py"]


def test_zips_in_zips_are_opened(tmp_path):
    inner = zipped({"tensors.py": GRID})
    assert students(arrived(tmp_path, zipped({"a.zip": zipped({"b.zip": inner})})))["20231000"] == ["tensors.py"]


@pytest.mark.parametrize("encoding", ["cp949", "utf-8"])
def test_names_without_a_flag_are_decoded(tmp_path, encoding):
    """Windows in Korea writes cp949, older macOS writes UTF-8; neither says so."""
    archive = zipped_in(encoding, {"과제/텐서.py": GRID})
    assert students(arrived(tmp_path, archive))["20231000"] == ["과제/텐서.py"]


def test_decomposed_names_are_composed(tmp_path):
    archive = zipped({"\u1112\u1161\u11a8.py": GRID})
    assert students(arrived(tmp_path, archive))["20231000"] == ["학.py"]


def test_names_that_differ_only_by_form_are_both_kept(tmp_path):
    collection = arrived(tmp_path, zipped({"\u1112\u1161.py": GRID, "하.py": MSE}))
    assert len(students(collection)["20231000"]) == 2


def test_names_that_differ_only_by_case_are_both_kept_and_noted(tmp_path):
    collection = arrived(tmp_path, zipped({"tensors.py": GRID, "Tensors.py": MSE}))
    assert {line.reason for line in collection.files if line.student == "20231000"} == {Reason.COLLIDING_NAME}


def test_backslashes_lead_down_as_windows_means_them(tmp_path):
    assert students(arrived(tmp_path, renamed("a-tensors.py", b"a\\tensors.py")))["20231000"] == ["a/tensors.py"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_members_with_one_name_the_last_counts(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("tensors.py", "x = 1")
        archive.writestr("tensors.py", GRID)
    collection = arrived(tmp_path, stream.getvalue())
    (submission,) = [one for one in collection.submissions if one.student == "20231000"]
    assert submission.sources[0].cells == (GRID,)
    assert (Fate.SUPERSEDED, Reason.DUPLICATE_NAME) in fates(collection).values()


# ------------------------------------------------------------------ members refused by themselves


@pytest.mark.parametrize(
    ("archive", "why"),
    [
        (zipped({"../../evil.py": GRID}), Reason.UNSAFE_PATH),
        (zipped({"a/../../evil.py": GRID}), Reason.UNSAFE_PATH),
        (zipped({"/etc/evil.py": GRID}), Reason.UNSAFE_PATH),
        (renamed("..xevil.py", b"..\\evil.py"), Reason.UNSAFE_PATH),
        (renamed("xxxevil.py", b"C:\\evil.py"), Reason.UNSAFE_PATH),
        (zipped({"tensors\u202eyp.py": GRID}), Reason.UNSAFE_NAME),
        (renamed("tensors_.py", b"tensors\x00.py"), Reason.UNSAFE_NAME),
        (zipped({"a\x1b[2Jb.py": GRID}), Reason.UNSAFE_NAME),
        (zipped({"a\nb.py": GRID}), Reason.UNSAFE_NAME),
        (zipped({"가" * 90 + ".py": GRID}), Reason.LONG_NAME),
        (zipped({"a/" * 100 + "b.py": GRID}), Reason.LONG_NAME),
        (with_mode(stat.S_IFLNK | 0o777), Reason.LINK),
        (with_mode(stat.S_IFIFO | 0o777), Reason.NOT_A_FILE),
        (with_mode(stat.S_IFCHR | 0o777), Reason.NOT_A_FILE),
    ],
)
def test_a_hostile_name_is_refused_with_its_reason(tmp_path, archive, why):
    collection = arrived(tmp_path, archive)
    (line,) = [line for line in collection.files if line.path.startswith("subs/20231000.zip")]
    assert (line.fate, line.reason, line.student) == (UNREADABLE, why, "20231000")


@pytest.mark.parametrize("size", [10**30, -(10**12)])
def test_sizes_beyond_all_numbers_break_one_archive_and_no_class(tmp_path, size):
    """A header of pax says anything; a size below nothing would give back what others have unpacked."""
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w", format=tarfile.PAX_FORMAT) as tar:
        info = tarfile.TarInfo("tensors.py")
        info.size, info.pax_headers = len(GRID), {"size": str(size)}
        tar.addfile(info, io.BytesIO(GRID.encode()))
    found = collected(tmp_path, {"20231000.tar": raw.getvalue(), "20231001/tensors.py": GRID})
    assert students(found)["20231001"] == ["tensors.py"]
    assert found.files[0].reason is Reason.BROKEN_ARCHIVE


def test_a_refused_member_does_not_take_the_others_along(tmp_path):
    archive = zipped({"../evil.py": "x", "tensors.py": GRID})
    assert students(arrived(tmp_path, archive))["20231000"] == ["tensors.py"]


def test_nothing_is_ever_written(tmp_path):
    arrived(tmp_path, zipped({"../../evil.py": GRID, "../evil.py": GRID, "tensors.py": GRID}))
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["20231000.zip", "tensors.py"]


@pytest.mark.parametrize("hostile", ["a\x1b[2J.py", "a\u202eb.py", "a\x00b.py", "x" * 300 + ".py"])
def test_a_hostile_name_is_written_down_harmlessly(tmp_path, hostile):
    archive = renamed("a" * len(hostile.encode()), hostile.encode()) if "\0" in hostile else zipped({hostile: GRID})
    assert all(line.path.isprintable() and len(line.path) < 600 for line in arrived(tmp_path, archive).files)


def test_a_locked_member_says_so(tmp_path):
    raw = bytearray(zipped({"tensors.py": GRID}, method=zipfile.ZIP_STORED))
    raw[6] |= 1
    raw[raw.index(b"PK\1\2") + 8] |= 1
    assert one(arrived(tmp_path, bytes(raw)), "20231000.zip/tensors.py").reason is Reason.ENCRYPTED


def test_a_damaged_member_breaks_only_itself(tmp_path):
    raw = zipped({"a.py": GRID, "tensors.py": MSE}, method=zipfile.ZIP_STORED).replace(b"start", b"st@rt")
    collection = arrived(tmp_path, raw)
    assert one(collection, "a.py").reason is Reason.BROKEN_ARCHIVE
    assert students(collection)["20231000"] == ["tensors.py"]


def test_lzma_is_not_unpacked(tmp_path):
    """Its header, which a student writes, says how many gigabytes the reader must set aside."""
    archive = zipped({"tensors.py": GRID}, method=zipfile.ZIP_LZMA)
    assert one(arrived(tmp_path, archive), "20231000.zip/tensors.py").reason is Reason.BROKEN_ARCHIVE


# ------------------------------------------------------------------ archives refused whole


@pytest.mark.parametrize(
    ("archive", "why"),
    [
        (b"", Reason.BROKEN_ARCHIVE),
        (b"this is not a zip", Reason.BROKEN_ARCHIVE),
        (zipped({"tensors.py": GRID})[:-30], Reason.BROKEN_ARCHIVE),
        (zipped({}), Reason.EMPTY_ARCHIVE),
    ],
)
def test_what_is_no_archive_is_refused_with_its_reason(tmp_path, archive, why):
    assert refused(tmp_path, archive) is why


@pytest.mark.parametrize("name", ["hw.7z", "hw.rar", "hw.tar.zst", "과제.egg", "hw.alz"])
def test_other_archives_are_listed_for_a_person(tmp_path, name):
    collection = collected(tmp_path, {f"20231000/{name}": b"7z"})
    assert (one(collection, name).fate, one(collection, name).reason) == (UNREADABLE, Reason.ARCHIVE_FORMAT)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    limits = ArchiveLimits(free_mb=1)
    started, bomb = time.process_time(), zipped({"tensors.py": b"#" * 50_000_000})
    made = time.process_time() - started
    tracemalloc.start()
    assert refused(tmp_path, bomb, archive_limits=limits) is Reason.BOMB
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (peak < 10_000_000, time.process_time() - started < 2 * made + 5) == (True, True)


def test_many_small_bombs_are_one(tmp_path):
    bomb = zipped({f"{i}.py": b"#" * 1_000_000 for i in range(20)})
    assert refused(tmp_path, bomb, archive_limits=ArchiveLimits(free_mb=2)) is Reason.BOMB


def test_a_bomb_in_what_is_never_read_does_no_harm(tmp_path):
    archive = zipped({"picture.png": b"#" * 20_000_000, "tensors.py": GRID})
    collection = arrived(tmp_path, archive, archive_limits=ArchiveLimits(free_mb=1))
    assert students(collection)["20231000"] == ["tensors.py"]


def test_bombs_in_each_other_share_one_allowance(tmp_path):
    """Each layer alone is within its limit; what they unpack to together is not."""
    inner = {f"{i}.zip": zipped({"a.py": b"#" * 1_500_000}) for i in range(9)}
    collection = arrived(tmp_path, zipped(inner), archive_limits=ArchiveLimits(free_mb=4))
    assert [line.reason for line in collection.files].count(Reason.BOMB) >= 6


def test_archives_nested_too_deep_are_left_shut(tmp_path):
    archive = zipped({"tensors.py": GRID})
    for _ in range(6):
        archive = zipped({"in.zip": archive})
    collection = arrived(tmp_path, archive)
    assert [line.reason for line in collection.files if line.student == "20231000"] == [Reason.TOO_DEEP]


def test_an_archive_that_holds_itself_comes_to_an_end(tmp_path):
    """A quine: the depth limit ends it whatever it unpacks to."""
    archive = zipped({"r.zip": zipped({"r.zip": zipped({"r.zip": zipped({"r.zip": b"PK\5\6" + bytes(18)})})})})
    assert arrived(tmp_path, archive).files


def test_too_many_members_are_refused_by_count(tmp_path):
    archive = zipped({f"{i}.py": "" for i in range(60)})
    assert refused(tmp_path, archive, archive_limits=ArchiveLimits(members=50)) is Reason.TOO_MANY


def test_a_directory_beyond_all_measure_is_not_even_parsed(tmp_path):
    """Two million entries would be a gigabyte of objects before one could count them."""
    raw = bytearray(zipped({"tensors.py": GRID}))
    end = raw.index(b"PK\5\6")
    entries = b"PK\1\2" + bytes(42)
    directory = entries * 2_000_000
    struct.pack_into("<HHLL", raw, end + 8, 0xFFFF, 0xFFFF, len(directory), end)
    archive = bytes(raw[:end]) + directory + bytes(raw[end:])
    tracemalloc.start()
    assert refused(tmp_path, archive) is Reason.TOO_MANY
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


def test_members_that_share_bytes_are_refused(tmp_path):
    """The densest bombs let thousands of directory entries point at one kernel of bytes."""
    raw = zipped({"a.py": GRID, "b.py": GRID}, method=zipfile.ZIP_STORED)
    second = raw.index(b"PK\1\2", raw.index(b"PK\1\2") + 1)
    overlapping = bytearray(raw)
    struct.pack_into("<L", overlapping, second + 42, 0)
    assert refused(tmp_path, bytes(overlapping)) is Reason.OVERLAP


def test_one_file_larger_than_any_notebook_is_refused(tmp_path):
    limits = ArchiveLimits(member_mb=1)
    collection = arrived(tmp_path, zipped({"a.ipynb": bytes(2_000_000), "b.py": GRID}), archive_limits=limits)
    assert one(collection, "a.ipynb").reason is Reason.TOO_LARGE


def tarred(files: dict[str, bytes], mode: Any = "w:gz") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("hw.tar", "w"),
        ("hw.tar.gz", "w:gz"),
        ("hw.tgz", "w:gz"),
        ("hw.tar.xz", "w:xz"),
        ("hw.tar.bz2", "w:bz2"),
        ("hw.zip", "w:gz"),
    ],
)
def test_a_tar_is_read_as_a_zip_is(tmp_path, name, mode):
    collection = collected(tmp_path, {f"20231000/{name}": tarred({"hw/tensors.py": GRID.encode()}, mode)})
    assert students(collection) == {"20231000": ["hw/tensors.py"]}


def test_a_tar_that_is_cut_off_or_grows_without_end_is_refused(tmp_path):
    whole = tarred({"tensors.py": os.urandom(100_000)})
    assert refused(tmp_path / "cut", whole[:-5000]) is Reason.BROKEN_ARCHIVE
    bomb = tarred({"tensors.py": b"#" * 50_000_000})
    assert refused(tmp_path / "bomb", bomb, archive_limits=ArchiveLimits(free_mb=1, ratio=10)) is Reason.BOMB


@pytest.mark.parametrize(
    ("name", "kind", "why"),
    [
        ("../tensors.py", tarfile.REGTYPE, Reason.UNSAFE_PATH),
        ("tensors.py", tarfile.SYMTYPE, Reason.LINK),
        ("tensors.py", tarfile.LNKTYPE, Reason.LINK),
        ("tensors.py", tarfile.FIFOTYPE, Reason.NOT_A_FILE),
    ],
)
def test_what_climbs_out_of_a_tar_is_refused(tmp_path, name, kind, why):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        entry = tarfile.TarInfo(name)
        entry.type, entry.linkname = kind, "/etc/passwd"
        archive.addfile(entry)
    collection = collected(tmp_path, {"20231000/hw.tar": stream.getvalue()})
    assert [line.reason for line in collection.files] == [why]


def with_header(header: bytes, kind: bytes = tarfile.XHDTYPE) -> bytes:
    """A packed tar whose one file has this header of records before it."""
    entry = tarfile.TarInfo("x")
    entry.size, entry.type = len(header), kind
    padded = header + bytes(-len(header) % tarfile.BLOCKSIZE)
    return gzip.compress(entry.tobuf(tarfile.USTAR_FORMAT) + padded + tarred({"tensors.py": GRID.encode()}, "w"))


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (b"1" * 900_000, tarfile.XHDTYPE),
        (b"2 " * 450_000 + b"=", tarfile.XGLTYPE),
        (b"29 GNU.sparse.size=9999999999\n", tarfile.XHDTYPE),
        (b"20 path=tensors.py", tarfile.XHDTYPE),
        (b"1" * 30, tarfile.GNUTYPE_SPARSE),
        (b"1" * 2_000_000, tarfile.GNUTYPE_LONGNAME),
    ],
    ids=[
        "digits without end",
        "records in each other",
        "sparse",
        "a record that does not end",
        "sparse of old",
        "a name",
    ],
)
def test_a_header_of_a_tar_that_leads_astray_breaks_it_at_once(tmp_path, header, kind):
    """The library's patterns take the square of its length: hours for a megabyte that packs into a line."""
    assert refused(tmp_path, with_header(header, kind)) is Reason.BROKEN_ARCHIVE


def test_a_header_that_a_tool_writes_is_followed(tmp_path):
    more = b" LIBARCHIVE.xattr.com.apple.provenance=AQIDBAUGBwg5NA\n"
    header = b"17 path=loops.py\n" + str(len(more) + 2).encode() + more
    collection = collected(tmp_path, {"20231000/hw.tgz": with_header(header)})
    assert students(collection) == {"20231000": ["loops.py"]}


def test_a_tar_broken_in_the_middle_is_not_taken_for_its_first_half(tmp_path):
    whole = bytearray(tarred({"tensors.py": GRID.encode(), "loops.py": MSE.encode()}, "w"))
    second = whole.index(b"loops.py\0")
    whole[second + 148 : second + 156] = b"garbage!"
    assert refused(tmp_path, bytes(whole)) is Reason.BROKEN_ARCHIVE


def test_another_archive_called_zip_is_named_as_what_it_is(tmp_path):
    assert refused(tmp_path, b"Rar!\x1a\x07\x01\0" + bytes(100)) is Reason.ARCHIVE_FORMAT
