from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import UnreadError
from autograder.model import Reason
from autograder.submissions.texts import text

CODE = "# 과제\nx = '학번'\n"


@pytest.mark.parametrize(
    "content",
    [
        CODE.encode(),
        b"\xef\xbb\xbf" + CODE.encode(),
        CODE.encode("utf-16"),
        b"\xfe\xff" + CODE.encode("utf-16-be"),
        ("x = 1  # mostly ASCII\n" + CODE).encode("utf-16-le"),
        ("x = 1  # mostly ASCII\n" + CODE).encode("utf-16-be"),
        CODE.encode("utf-32"),
        CODE.encode("cp949"),
        ("# -*- coding: cp949 -*-\n" + CODE).encode("cp949"),
        ("# -*- coding: euc-kr -*-\n" + CODE).encode("euc-kr"),
        ("# -*- coding: cp949 -*-\n" + CODE).encode(),  # says one thing, is another
        ("# coding: rot13\n" + CODE).encode(),
        CODE.replace("\n", "\r\n").encode(),
        CODE.replace("\n", "\r").encode(),
    ],
)
def test_every_encoding_a_student_saves_in_is_read(content):
    assert text(content).endswith(CODE)


def test_a_coding_line_is_believed_where_utf8_does_not_fit():
    assert text("# coding: latin-1\nx = 'é'\n".encode("latin-1")) == "# coding: latin-1\nx = 'é'\n"


@pytest.mark.parametrize("name", ["zlib", "unicode_escape", "rot13", "hex", "idna", "nowhere", "utf-7"])
def test_a_coding_that_is_a_program_is_not_run(name):
    with pytest.raises(UnreadError):
        text(f"# coding: {name}\n".encode() + b"\xff\xff\xff\xfe")


@pytest.mark.parametrize(
    "content", [b"\x7fELF\x02", b"PK\x03\x04abc", b"\x80\x04\x95", b"a\x00b\x00\x01", bytes(range(32)) * 4]
)
def test_binary_is_called_binary(content):
    with pytest.raises(UnreadError) as caught:
        text(content)
    assert caught.value.reason is Reason.BINARY


def test_bytes_of_no_known_alphabet_are_an_encoding_error():
    with pytest.raises(UnreadError) as caught:
        text(b"x = '\xff\xfe\xfd\xfc'")
    assert caught.value.reason is Reason.ENCODING


@given(st.binary())
def test_any_bytes_are_text_or_a_reason(content):
    with suppress(UnreadError):
        assert "\0" not in text(content)
