"""What hangs on a mail is work, whose name or sender says whose."""

from __future__ import annotations

import time
from email.message import EmailMessage

import pytest

from autograder.grading.marking import may_hide_code
from autograder.model import Fate, Reason
from tests.submissions.received import GRID, MSE, collected, fates, notebook, one, roster, zipped

ROSTER = roster("김민수", "이영희")


def mail(files, sender="김민수 <s000@univ.ac.kr>", subject="과제", words="제출합니다."):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "ta@univ.ac.kr", subject
    made["Date"] = "Wed, 28 Sep 2022 10:00:00 +0900"
    made.set_content(words)
    for name, content in files.items():
        raw = content if isinstance(content, bytes) else content.encode()
        made.add_attachment(raw, maintype="application", subtype="octet-stream", filename=name)
    return bytes(made)


@pytest.mark.parametrize(
    ("name", "sender"),
    [
        ("3주차 과제 20231000 김민수.eml", "x <x@naver.com>"),
        ("과제.eml", "김민수 <kim@naver.com>"),
        ("과제.eml", "s000@univ.ac.kr"),
        ("[딥러닝] 늦어서 죄송합니다, 다시 보냅니다.eml", "김민수 <s000@univ.ac.kr>"),
        ("Re_ Fwd_ about the loss.eml", "s000@univ.ac.kr"),
    ],
)
def test_a_mail_belongs_to_whom_its_name_or_its_sender_says(tmp_path, name, sender):
    found = collected(tmp_path, {f"mails/{name}": mail({"tensors.py": MSE}, sender)}, roster=ROSTER)
    assert {work.student: work.sources[0].cells for work in found.submissions} == {"20231000": (MSE,)}


def test_a_mail_of_a_stranger_is_nobodys_whoever_a_file_on_it_is_called_after(tmp_path):
    found = collected(tmp_path, {"mails/다시.eml": mail({"김민수.py": MSE}, "홍 <hong@naver.com>")}, roster=ROSTER)
    assert one(found, "김민수.py").likely == "20231000"
    assert not found.submissions


def test_archives_and_notebooks_on_a_mail_in_an_archive_are_opened_as_anywhere(tmp_path):
    packed = zipped({"tensors.py": MSE})
    inner = mail({"과제.zip": packed, "hw.ipynb": notebook(GRID), "사진.png": b"\x89PNG"})
    found = collected(tmp_path, {"20231000.zip": zipped({"제출.eml": inner})}, roster=ROSTER)
    (work,) = found.submissions
    assert sorted(cell for source in work.sources for cell in source.cells) == sorted([MSE, GRID])
    assert one(found, "mail.txt").fate is Fate.IGNORED


def test_a_forwarded_mail_and_one_with_a_hostile_name_are_read(tmp_path):
    inner = EmailMessage()
    inner.set_content("x")
    inner.add_attachment(MSE.encode(), maintype="text", subtype="plain", filename="../../tensors.py")
    outer = EmailMessage()
    outer["From"] = "ta@univ.ac.kr"
    outer.add_attachment(inner)
    found = collected(tmp_path, {"20231000/Fwd.eml": bytes(outer)}, roster=ROSTER)
    assert found.submissions[0].sources[0].cells == (MSE,)


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe\x00", b"From: x\n\nno attachment"])
def test_a_mail_without_files_is_no_work_and_stops_nobody(tmp_path, raw):
    found = collected(tmp_path, {"20231000/과제.eml": raw, "20231001/tensors.py": MSE}, roster=ROSTER)
    assert {work.student for work in found.submissions if work.sources} == {"20231001"}
    assert all(line.fate is not Fate.TAKEN for line in found.files if line.student == "20231000")


# ---------------------------------------------------------------------- names that say something else


def test_a_script_with_a_document_s_ending_is_read_and_a_document_is_not(tmp_path):
    files = {
        "20231000/tensors.py.docx": MSE,
        "20231001/tensors.py.docx": zipped({"word/document.xml": f"<w:t>{MSE}</w:t>"}),
    }
    found = collected(tmp_path, files, roster=ROSTER)
    told = {work.student: [source.name for source in work.sources] for work in found.submissions}
    assert told == {"20231000": ["tensors.py"], "20231001": []}


@pytest.mark.parametrize("name", ["hw.url", "hw.webloc", "3주차.gdoc", "tensors.py - 바로 가기.lnk"])
def test_the_way_to_a_file_that_did_not_come_may_hide_what_is_missing(tmp_path, name):
    found = collected(tmp_path, {f"20231000/{name}": "URL=https://onedrive", "20231000/tensors.py": MSE}, roster=ROSTER)
    assert one(found, name).fate is Fate.UNREADABLE
    assert one(found, name).reason is Reason.LINK
    assert may_hide_code(one(found, name))


def test_a_link_that_a_ta_keeps_beside_the_students_asks_nothing(tmp_path):
    found = collected(tmp_path, {"Moodle.url": "URL=https://moodle", "20231000/tensors.py": MSE}, roster=ROSTER)
    assert one(found, "Moodle.url").fate is Fate.IGNORED


def test_who_handed_in_a_checkpoint_alone_handed_something_in(tmp_path):
    checkpoint = "20231000/.ipynb_checkpoints/hw-checkpoint.ipynb"
    found = collected(tmp_path, {checkpoint: notebook(MSE), "20231001/tensors.py": MSE}, roster=ROSTER)
    assert (found.missing, found.submissions[0].sources[0].cells) == ((), (MSE,))
    beside = collected(tmp_path / "b", {checkpoint: notebook(GRID), "20231000/hw.ipynb": notebook(MSE)}, roster=ROSTER)
    assert beside.submissions[0].sources[0].cells == (MSE,)


def test_what_macos_leaves_with_a_control_character_in_its_name_is_no_unread_file(tmp_path):
    found = collected(tmp_path, {"20231000.zip": zipped({"hw/Icon\r": b"", "hw/tensors.py": MSE})}, roster=ROSTER)
    assert {(Fate.IGNORED, Reason.DEBRIS)} <= set(fates(found).values())
    assert not [line for line in found.files if line.fate is Fate.UNREADABLE]


def test_digits_of_a_korean_keyboard_s_full_width_are_digits(tmp_path):
    found = collected(tmp_path, {"２０２３１０００ 김민수/tensors.py": MSE}, roster=ROSTER)
    assert [work.student for work in found.submissions] == ["20231000"]


def mailbox(*mails):
    return b"\n".join(b"From - Wed Sep 28 10:00:00 2022\n" + one.replace(b"\nFrom ", b"\n>From ") for one in mails)


def test_a_mailbox_is_as_many_mails_and_each_is_its_senders(tmp_path):
    young = mail({"tensors.py": GRID}, "이영희 <s001@univ.ac.kr>")
    found = collected(tmp_path, {"in/받은편지함.mbox": mailbox(mail({"tensors.py": MSE}), young)}, roster=ROSTER)
    work = {one.student: one.sources[0].cells for one in found.submissions}
    assert work == {"20231000": (MSE,), "20231001": (GRID,)}


def test_of_two_mails_of_one_sender_the_later_counts(tmp_path):
    both = mailbox(mail({"tensors.py": GRID}), mail({"tensors.py": MSE}))
    found = collected(tmp_path, {"mails/inbox.mbox": both}, roster=ROSTER)
    assert [one.sources[0].cells for one in found.submissions] == [(MSE,)]


PARTS = b"Content-Type: multipart/mixed; boundary=B\n"
BOMBS = {
    "a sender of many words": b"From: " + b"=?utf-8?q?a?= " * 200_000 + b"\n\nx",
    "a name in many pieces": PARTS
    + b"\n--B\nContent-Disposition: attachment;"
    + b"".join(b"\n f*%d*=a;" % n for n in range(99_999))
    + b"\n\nx\n--B--",
    "a name of semicolons": PARTS
    + b'\n--B\nContent-Disposition: attachment; filename="'
    + b";" * 200_000
    + b'"\n\nx\n--B--',
    "mails in mails and many lines": b"Content-Type: message/rfc822\n\n" * 200 + b"x\n" * 1_000_000,
    "parts in parts and many lines": b"".join(
        b"Content-Type: multipart/mixed; boundary=X%d\n\n--X%d\n" % (n, n) for n in range(200)
    )
    + b"x\n" * 1_000_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_mail_that_takes_the_library_minutes_is_refused_at_once(tmp_path, bomb):
    began = time.process_time()
    found = collected(tmp_path, {"20231000 김민수.eml": BOMBS[bomb], "20231001/tensors.py": MSE}, roster=ROSTER)
    assert time.process_time() - began < 10
    assert one(found, "20231000 김민수.eml").reason is Reason.BOMB
    assert [work.student for work in found.submissions if work.sources] == ["20231001"]


@pytest.mark.parametrize("year", ["1970", "2200"])
def test_a_mail_of_a_year_that_no_archive_has_is_opened_all_the_same(tmp_path, year):
    raw = mail({"tensors.py": MSE}).replace(b"28 Sep 2022", f"28 Sep {year}".encode()).replace(b"Wed, ", b"")
    found = collected(tmp_path, {"20231000/과제.eml": raw}, roster=ROSTER)
    assert found.submissions[0].sources[0].cells == (MSE,)


def unmarked(*mails):
    """A mailbox of a program that does not mark lines which begin with From."""
    return b"\n".join(b"From - Wed Sep 28 10:00:00 2022\n" + one for one in mails)


FORGED = unmarked(mail({"tensors.py": GRID}, "이영희 <s001@univ.ac.kr>"))
PARTED = mail({"tensors.py": MSE})
IN_A_PART = PARTED.replace(b"\n--", b"\n\n" + FORGED + b"\n--", 2)
OF_A_STORE = PARTED.replace(b"To:", b"X-Mozilla-Status: 0001\nTo:", 1)
PROSE = PARTED.replace(b"\n\n", b"\n\n\nFrom now on I hand in on time.\n", 1)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("in/inbox.mbox", unmarked(IN_A_PART)),
        ("in/inbox.mbox", unmarked(OF_A_STORE, FORGED.partition(b"\n")[2], OF_A_STORE)),
        ("in/inbox.mbox", unmarked(PROSE, FORGED.partition(b"\n")[2])),
        ("in/mail.eml", unmarked(PARTED) + b"\n\n" + FORGED),
    ],
    ids=["in a part", "without what the program writes", "beside an unmarked line", "in a mail saved alone"],
)
def test_words_of_a_mail_that_look_like_another_s_are_asked_about(tmp_path, name, raw):
    found = collected(tmp_path, {name: raw}, roster=ROSTER)
    assert [(line.fate, line.reason) for line in found.files] == [(Fate.UNREADABLE, Reason.MAILBOX)]
    assert not found.submissions


def test_a_line_of_a_mail_that_begins_with_from_parts_nothing_and_a_mail_saved_alone_may_have_one(tmp_path):
    files = {"in/mail.eml": unmarked(PROSE), "in/b.eml": mail({"tensors.py": GRID}, "이영희 <s001@univ.ac.kr>")}
    found = collected(tmp_path, files, roster=ROSTER)
    assert {one.student: one.sources[0].cells for one in found.submissions} == {"20231000": (MSE,), "20231001": (GRID,)}


@pytest.mark.parametrize(
    ("name", "sender"),
    [
        ("과제.eml", '"20231001" <s000@univ.ac.kr>'),
        ("과제.eml", '"20231001 이영희" <s000@univ.ac.kr>'),
        ("20231001 이영희.eml", "김민수 <s000@univ.ac.kr>"),
        ("이영희.eml", "김민수 <s000@univ.ac.kr>"),
    ],
)
def test_who_writes_another_s_name_over_their_own_address_is_asked_about(tmp_path, name, sender):
    """Anybody sets the name beside their address, and the subject that a saved mail is called after."""
    own = {"20231000/tensors.py": MSE, f"mails/{name}": mail({"tensors.py": GRID}, sender)}
    found = collected(tmp_path, own, roster=ROSTER)
    assert {one.student: one.sources[0].cells for one in found.submissions} == {"20231000": (MSE,)}
    line = one(found, f"{name}/{line_of(sender)}/tensors.py")
    assert (line.fate, line.reason, line.detail) == (Fate.UNMATCHED, Reason.CONFLICT, "20231000, 20231001")


def line_of(sender):
    """The folder of a sender."""
    return sender.replace('"', "").replace("<", "").replace(">", "")
