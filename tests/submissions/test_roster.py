import zipfile

import openpyxl
import pytest

from autograder.errors import RecordError
from autograder.model import Student
from autograder.submissions import read_roster, roster, unlike_ids, unused_columns
from autograder.submissions.register import register
from tests.submissions.received import GRID, collected


def sheet(tmp_path, content: str | bytes, name: str = "roster.csv"):
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def workbook(tmp_path, rows, number_format: str = ""):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if number_format:
        for row in book.active.iter_rows(min_row=2):
            row[0].number_format = number_format
    book.save(tmp_path / "roster.xlsx")
    return tmp_path / "roster.xlsx"


KIM = Student("02023001", "김민수", "kim@univ.ac.kr", {})
TEXT = "student_id,name,email\n02023001,김민수,kim@univ.ac.kr\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT,
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp949"),
        TEXT.encode("utf-16"),
        TEXT.replace("\n", "\r\n"),
        TEXT.replace(",", ";"),
        TEXT.replace(",", "\t"),
        TEXT + "\n,,\n\n",
        TEXT.replace("student_id,name,email", "학번,이름,이메일"),
        TEXT.replace("student_id,name,email", "Student ID, Full Name ,E-mail"),
        'name,email,student_id\n"김민수",kim@univ.ac.kr,"02023001"\n',
        "이름,이메일,학번\n\u1100\u1175\u11b7\u1106\u1175\u11ab\u1109\u116e,kim@univ.ac.kr,02023001\n",
    ],
)
def test_a_roster_is_read_however_it_was_saved(tmp_path, content):
    assert read_roster(sheet(tmp_path, content)) == (KIM,)


def test_other_columns_are_kept_under_their_names(tmp_path):
    (student,) = read_roster(sheet(tmp_path, "학번,이름,분반,github\n20231000,김민수,1,kms\n"))
    assert student.more == {"분반": "1", "github": "kms"}


def test_an_id_is_all_a_roster_must_have(tmp_path):
    assert read_roster(sheet(tmp_path, "student_id\nkim\n")) == (Student("kim"),)


@pytest.mark.parametrize("told", ["02023001", 2023001, 2023001.0])
def test_excel_ids_are_text_with_their_zeros(tmp_path, told):
    """A cell that shows 02023001 because of its format holds the number 2023001."""
    path = workbook(tmp_path, [["학번", "이름", "이메일"], [told, "김민수", "kim@univ.ac.kr"]], "00000000")
    assert read_roster(path) == (KIM,)


def test_excel_numbers_are_ids_without_a_decimal(tmp_path):
    assert read_roster(workbook(tmp_path, [["student_id"], [20231000.0], [None], [20231001]]))[0].id == "20231000"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", r"roster\.csv is empty"),
        ("name,email\nkim,k@x\n", r"roster\.csv row 1 has no column student_id \(or 학번\); it has name, email"),
        ("student_id,name\n1,a\n2,b\n1,c\n", r"roster\.csv row 4, column student_id: 1 is already in row 2"),
        ("학번,이름\nKim,a\nkim,b\n", r"row 3, column 학번: kim is already in row 2"),
        ("student_id,name\n1,a\n,b\n", r"roster\.csv row 3, column student_id is empty"),
        ("student_id\n2.0231E+09\n", r"row 2, column student_id is 2\.0231E\+09: Excel has rounded"),
        ("student_id\n../../etc\n", r"row 2, column student_id is '\.\./\.\./etc'\. An id is"),
        (b"<html><table>", r"a web page under a sheet's name"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", r"old kind \(\.xls\)\. Save it as"),
        (b"PK\x03\x04nonsense", r"not a workbook that can be read"),
        (b"\x7fELF\x00\x00", r"neither text nor Excel"),
    ],
)
def test_a_roster_that_does_not_fit_says_where(tmp_path, content, says):
    with pytest.raises(RecordError, match=says):
        read_roster(sheet(tmp_path, content))


FAR = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
LONG = b'<row r="3"><c r="A3"><v>' + b"9" * 5000 + b"</v></c></row></sheetData>"
BOMB = b"<!--" + b" " * (65 << 20) + b"--></sheetData>"
END = b"</sheetData>"


def edited(path, before: bytes, after: bytes):
    """The same workbook with another text in its first sheet."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(before, after)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (END, FAR, r"goes on after row 100\. Save"),
        (END, LONG, r"not a workbook that can be read \(ValueError\)"),
        (END, b"", r"not a workbook that can be read \(ParseError\)"),
        (END, BOMB, r"unpacks to 65 MB\. Save"),
    ],
    ids=["a cell far out", "a number of 5000 digits", "not ended", "a bomb"],
)
def test_a_workbook_beyond_any_class_is_refused_in_a_sentence(tmp_path, monkeypatch, before, after, says):
    monkeypatch.setattr(roster, "_MOST_ROWS", 100)
    with pytest.raises(RecordError, match=says):
        read_roster(edited(workbook(tmp_path, [["student_id"], ["20231000"]]), before, after))


def test_a_workbook_is_read_to_its_end_whatever_size_it_says_it_has(tmp_path):
    path = edited(workbook(tmp_path, [["student_id"], ["20231000"], ["20231001"]]), b'ref="A1:A3"', b'ref="A1:A2"')
    assert [student.id for student in read_roster(path)] == ["20231000", "20231001"]


def test_a_roster_that_is_not_there_says_so(tmp_path):
    with pytest.raises(RecordError, match=r"cannot be opened"):
        read_roster(tmp_path / "none.csv")


ANN = ("20240001", "Ann Ash")


@pytest.mark.parametrize(
    "content",
    [
        '"Last Name","First Name","Username","Student ID"\n"Ash","Ann","aash","20240001"\n',
        "First Name,Last Name,SID,Email,Section\nAnn,Ash,20240001,a@x.org,1\n",
        "First name,Last name,ID number,Email address,Groups\nAnn,Ash,20240001,a@x.org,G1\n",
        "sep=;\nstudent_id;name\n20240001;Ann Ash\n",
        "sep=,\r\nstudent_id,name\r\n20240001,Ann Ash\r\n",
        "Deep learning, autumn\n\nstudent_id,name\n20240001,Ann Ash\n",
        "OrgDefinedId,Username,Last Name,First Name,End-of-Line Indicator\n#20240001,#aash,Ash,Ann,#\n",
        "External ID,First name,Last name\n20240001,Ann,Ash\n",
        "Student No.,Surname,Forename\n20240001,Ash,Ann\n",
        "Matrikelnummer;Nachname;Vorname\n20240001;Ash;Ann\n",
        "번호,학 번,성명(영문)\n1,20240001,Ann Ash\n",
        'student_id,"name\n(as on the card)"\n20240001,Ann Ash\n',
        "student_id,name\n20240001,Ann Ash\nTotal,1\n",
        "학번,이름\n20240001,Ann Ash\n합계,1\n",
    ],
)
def test_the_exports_of_an_lms_are_rosters(tmp_path, content):
    (student,) = read_roster(sheet(tmp_path, content))
    assert (student.id, student.name) == ANN


def test_canvas_rows_that_are_nobody_are_left_out(tmp_path):
    content = (
        "Student,ID,SIS User ID,SIS Login ID,Section,HW3 (991)\n,,,,,Manual Posting\n    Points Possible,,,,,30.00\n"
        '"Ash, Ann",4411,20240001,ann.ash,S1,\n"Student, Test",4499,,aa11,S1,\n'
    )
    (student,) = read_roster(sheet(tmp_path, content))
    assert (student.id, student.name, student.more["ID"]) == ("20240001", "Ash, Ann", "4411")


def test_canvas_own_test_student_is_nobody_where_canvas_ids_are_taken_too(tmp_path):
    content = 'Student,ID,SIS User ID\n"Ash, Ann",441,\n"Student, Test",4499,\n'
    assert [student.id for student in read_roster(sheet(tmp_path, content))] == ["441"]


def test_an_old_macs_sheet_keeps_its_letters(tmp_path):
    content = "student_id,name\n20240001,José Núñez\n".encode("mac_roman")
    assert read_roster(sheet(tmp_path, content))[0].name == "José Núñez"


def test_a_korean_name_apart_is_written_together(tmp_path):
    (student,) = read_roster(sheet(tmp_path, "성,이름,학번\n김,민수,20240001\n"))
    assert student.name == "김민수"


@pytest.mark.parametrize("name", ["Zoé Müller", "Ångström", "João"])
def test_a_western_excel_saves_names_in_its_own_alphabet(tmp_path, name):
    content = f"student_id,name\n20240001,{name}\n".encode("cp1252")
    assert [student.name for student in read_roster(sheet(tmp_path, content))] == [name]


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ("20240001.0", "a number, and no id any more"),
        ("20240001.5", "a number, and no id any more"),
        ('"2,0240001E+07"', "Excel has rounded"),
        ("2024\u200b0001", r"a character that nobody sees \(U\+200B\)"),
        ("２０２４０００１", "wide digits"),
    ],
)
def test_what_excel_or_a_copy_made_of_an_id_is_named_and_never_taken(tmp_path, told, says):
    with pytest.raises(RecordError, match=says):
        read_roster(sheet(tmp_path, f"student_id,name\n20240002,a\n{told},b\n"))


def test_ids_of_unlike_lengths_are_asked_about():
    class_ids = [*(str(20230001 + i) for i in range(9)), "12345"]
    assert unlike_ids([Student(one) for one in class_ids]) == ("12345",)
    assert unlike_ids([Student("kim"), Student("youngju"), Student("lee")]) == ()


@pytest.mark.parametrize(
    ("content", "student"),
    [
        ("student_id|name\n20230001|Ann Ash\n", "20230001"),
        ("2024-2 딥러닝;;\n학번;성명;점수\n20230001;김민수;3,5\n", "20230001"),
        ('학번,성명\n"=""20230001""",김민수\n', "20230001"),
        ('Student,ID,SIS User ID,SIS Login ID,Section\n"Ash, Ann",441,,aash,S1\n', "441"),
        ("Identifier,Full name,Email address,Status,Grade\nParticipant 12,Ann Ash,a@x.kr,,\n", "12"),
        ("식별자,성명,이메일 주소,상태,성적\n참가자12,김민수,a@x.kr,,\n", "12"),
        ("Full name,Email,SID,Role,Sections\nTed Oak,t@x,,TA,\nAnn Ash,a@x,20230001,Student,S1\n", "20230001"),
        ("First name,Last name,ID number,Roles\nAnn,Ash,20230001,Student\nLea Prof,,9,Teacher\n", "20230001"),
    ],
)
def test_a_sheet_is_a_roster_whatever_system_left_it(tmp_path, content, student):
    assert [one.id for one in read_roster(sheet(tmp_path, content))] == [student]


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("20230001\u00a0", "nobody sees"),
        ("'20230001", "apostrophe"),
        ('"20,230,001"', "commas"),
        ("2,0230001E+07", "3 cells, and the header 2"),
    ],
)
def test_an_id_that_a_spreadsheet_has_spoilt_is_named_with_its_row(tmp_path, cell, says):
    with pytest.raises(RecordError, match=f"row 2.*{says}"):
        read_roster(sheet(tmp_path, f"student_id,name\n{cell},Ann\n"))


def test_moodles_own_numbers_find_the_files_it_names_by_them(tmp_path):
    students = read_roster(sheet(tmp_path, "Identifier,Full name\nParticipant 12,Ann Ash\nParticipant 13,Bo Bird\n"))
    files = {
        "Participant_12_assignsubmission_file/tensors.py": GRID,
        "Bo Bird_13_assignsubmission_file_tensors.py": GRID,
    }
    assert sorted(one.student for one in collected(tmp_path, files, roster=students).submissions) == ["12", "13"]


def test_one_unlike_id_of_a_small_class_is_asked_about():
    assert unlike_ids([Student("20230001"), Student("20230002"), Student("12345")]) == ("12345",)


def test_a_class_of_two_kinds_of_ids_is_left_alone():
    assert unlike_ids([Student(f"2023000{at}") for at in range(5)] + [Student(f"s{at}") for at in range(4)]) == ()


@pytest.mark.parametrize(
    ("header", "row", "login"),
    [
        ("학번,이름,로그인", "20240001,김하나,hana24", "hana24"),
        ("* 학번,학생 이름,깃허브 아이디", "20240001,김하나,hana-hub", "hana-hub"),
        ("Student No.,Full Name,University E-Mail,Log-in", "20240001,Kim Hana,h@univ.ac.kr,kh77", "kh77"),
        ("학번(필수),성명(한글),학교 이메일,개인 메일", "20240001,김하나,a@univ.ac.kr,hana@example.com", "hana"),
        ("학생번호,성명,포털ID", "20240001,김하나,hana24", "hana24"),
    ],
)
def test_a_login_is_found_under_whatever_heading_a_course_has_for_it(tmp_path, header, row, login):
    path = tmp_path / "roster.csv"
    path.write_text(f"{header}\n{row}\n", "utf-8")
    (student,) = read_roster(path)
    assert (student.id, bool(student.name)) == ("20240001", True)
    assert register([student]).logins[login] == {"20240001"}
    assert unused_columns([student]) == ()


def test_a_column_that_nobody_understands_is_named(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text("학번,성명,분반,조,영문이름,좌석,비고\n20240001,김하나,1,A,Hana Kim,B12,\n", "utf-8")
    students = read_roster(path)
    assert unused_columns(students) == ("좌석",), "a column without a cell says nothing"
    assert (students[0].sections, register(students).names["hanakim"]) == (("1", "A"), {"20240001"})


def test_a_sum_below_the_list_is_nobody_wherever_its_word_stands(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text("연번,학번,성명\n1,20240001,김하나\n계,2,\n", "utf-8")
    assert [one.id for one in read_roster(path)] == ["20240001"]
    assert unused_columns(read_roster(path)) == ()


def test_a_title_that_speaks_of_ids_is_no_header(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text("2024 딥러닝 학번 명단,\n학번*,이름\n20240001,김하나\n", "utf-8")
    assert [(one.id, one.name) for one in read_roster(path)] == [("20240001", "김하나")]


def test_every_row_whose_id_is_spoilt_is_named_at_once(tmp_path):
    """Else a TA mends one row, and meets the next."""
    path = tmp_path / "roster.csv"
    path.write_text("student_id,name\n20231000.0,A\n20231001,B\n20231002.0,C\n2.023E+07,D\n")
    with pytest.raises(RecordError, match=r"row 2, column student_id is 20231000\.0.* Look at these rows too: 4, 5\."):
        read_roster(path)
