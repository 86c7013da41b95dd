from itertools import pairwise

import pytest

from autograder.errors import UnreadError
from autograder.model import Fate, Limits, Reason, Student
from autograder.submissions.sources import code
from tests.submissions.received import GRID, collected, notebook, students

LIMITS = Limits()


def why(name: str, content: bytes) -> Reason:
    with pytest.raises(UnreadError) as caught:
        code(name, content, limits=LIMITS)
    return caught.value.reason


def test_a_script_is_one_cell():
    assert code("a.py", b"x = 1\r\ny = 2\r\n", limits=LIMITS).source.cells == ("x = 1\ny = 2\n",)


def test_a_notebook_named_as_a_script_is_read_as_what_it_is():
    assert code("a.py", notebook("x = 1", "y = 2"), limits=LIMITS).source.cells == ("x = 1", "y = 2")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_notebook_may_carry_a_mark(encoding):
    assert code("a.ipynb", notebook("x = 1").decode().encode(encoding), limits=LIMITS).source.cells == ("x = 1",)


def test_a_syntax_error_keeps_the_file_and_names_the_line():
    """The sandbox runs it statement by statement: the functions around the error still earn their points."""
    assert code("a.py", b"x = 1\ndef f(:\n", limits=LIMITS).broken == "line 2"


def test_a_syntax_error_in_a_notebook_names_the_cell():
    assert code("a.ipynb", notebook("x = 1", "%ls", "y = 1\nz = = 1"), limits=LIMITS).broken == "cell 3, line 2"


@pytest.mark.parametrize(
    "text",
    [
        "x" + ".a" * 40_000,
        "-" * 100_000 + "1",
        "1" + "+1" * 60_000,
        "(" * 5_000,
        "lambda:" * 20_000 + "1",
        "f'{x}'" * 20_000,
    ],
)
def test_code_deeper_than_the_parser_goes_is_taken_all_the_same(text):
    assert code("a.py", text.encode(), limits=LIMITS).source.cells == (text,)


@pytest.mark.parametrize("content", [b"", b"  \n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_empty(content):
    assert why("a.py", content) is Reason.EMPTY


def test_more_code_than_a_course_asks_for_is_too_large():
    assert why("a.py", b"x = 1\n" * 300_000) is Reason.TOO_LARGE


def test_more_code_in_a_notebook_is_too_large_however_small_its_cells():
    assert why("a.ipynb", notebook(*["x = 1\n" * 100] * 3000)) is Reason.TOO_LARGE


def test_what_is_defined_is_known_without_running_it():
    assert code("a.ipynb", notebook("def f(): pass", "class A:\n    def g(self): pass"), limits=LIMITS).defines == {
        "f",
        "A",
    }


def test_a_warning_in_a_file_is_none_of_ours():
    """Tests run with warnings as errors: an old escape must not raise one here."""
    assert code("a.py", b"x = '\\d'\nassert (1, 'x')\n", limits=LIMITS).broken == ""


JUPYTEXT = "---\njupyter:\n  kernelspec:\n    name: python3\n---\n\n# T\n\n```python\n%matplotlib inline\ndef grid(start, stop, num):\n    return 1\n```\n\nwords\n\n```python\nx = 1\n```\n"


@pytest.mark.parametrize("name", ["week04.json", "week04.txt", "week04"])
def test_a_notebook_is_read_whatever_it_is_called(tmp_path, name):
    assert students(collected(tmp_path, {f"20231000/{name}": notebook(GRID)})) == {"20231000": [name]}


def test_a_notebook_that_jupytext_keeps_as_markdown_is_read(tmp_path):
    (work,) = collected(tmp_path, {"20231000/week04.md": JUPYTEXT}).submissions
    assert work.sources[0].cells == ("pass\ndef grid(start, stop, num):\n    return 1", "x = 1")


MYST = "---\njupytext:\n  text_representation:\n    format_name: myst\n---\n"
LAUGHS = "\n".join(f"{one}: &{one} [{', '.join(['*' + before] * 9)}]" for before, one in pairwise("abcdefghijklm"))


def test_what_myst_says_of_a_cell_is_no_work_and_is_never_parsed(tmp_path):
    """YAML of a few lines can mean more values than there is memory for."""
    settings = f"---\na: &a [x]\n{LAUGHS}\n---\n"
    text = f"{MYST}{settings}```{{code-cell}} ipython3\n{settings}x = 1\n```\n```{{code-cell}}\n:tags: [a]\ny = [1,\n:2]\n```\n"
    (work,) = collected(tmp_path, {"20231000/week04.md": text}).submissions
    assert work.sources[0].cells == ("x = 1", "y = [1,\n:2]")


@pytest.mark.parametrize("text", ["```python\nx\n```\n" * 60_000, f"```python {'a=' * 300_000}\nx\n```\n"])
def test_a_text_of_more_fences_than_anybody_writes_is_refused_at_once(tmp_path, text):
    """The library takes the square of their number: minutes for a megabyte."""
    collection = collected(tmp_path, {"20231000/week04.md": f"---\njupyter: x\n---\n{text}"})
    assert [line.reason for line in collection.files] == [Reason.TOO_LARGE]


@pytest.mark.parametrize("name", ["README.md", "data.json", "notes.txt", "LICENSE", "hw.pdf", "onlinetext.html"])
def test_what_holds_no_code_is_listed_and_somebody_handed_it_in(tmp_path, name):
    content = "# T\n\n```python\ndef grid():\n    pass\n```\n"
    collection = collected(tmp_path, {f"20231000/{name}": content}, roster=(Student("20231000", "김"),))
    assert (collection.missing, [work.sources for work in collection.submissions]) == ((), [()])
    assert [line.fate for line in collection.files] == [Fate.IGNORED]
