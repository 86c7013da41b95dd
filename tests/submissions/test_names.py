import pytest

from autograder.submissions.names import home, printable, stem, told_apart, topic, without_copy

MODULES = frozenset({"tensors", "linear_layer", "layer", "optimizer"})


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("20231234_tensors.py", "tensors.py"),
        ("김민수(20231234) tensors.ipynb", "tensors.ipynb"),
        ("hw/20231234-Tensors.py", "hw/tensors.py"),
        ("20231234_tensors (1).py", "tensors (1).py"),
        ("my_linear_layer.py", "linear_layer.py"),
        ("tensors_optimizer.py", "tensors_optimizer.py"),  # both: neither
        ("mytensors.py", "mytensors.py"),
        ("hw4.py", "hw4.py"),
        ("tensors.py", "tensors.py"),
    ],
)
def test_a_file_is_called_after_the_module_it_names(name, called):
    assert home(name, MODULES) == called


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("mse (1)", "mse"),
        ("mse - 복사본", "mse"),
        ("hw4-1", "hw4"),
        ("mse_copy (2)", "mse"),
        ("week04", "week04"),
        ("mse_v2", "mse"),
    ],
)
def test_what_a_second_copy_is_called_is_left_out(name, bare):
    assert without_copy(name) == bare


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("hw4.ipynb", ""),
        ("과제4_최종.py", ""),
        ("제출최종.py", ""),
        ("kim.py", "kim"),
        ("hw4_loops2.ipynb", "4 loops 2"),
    ],
)
def test_a_name_says_what_it_says_beyond_homework(name, says):
    assert topic(name) == says


@pytest.mark.parametrize(
    ("path", "shown"),
    [("a\x1b[2J", "a\\x1b[2J"), ("a\u202eb", "a\\u202eb"), ("과제 4", "과제 4"), ("a\U000e0001", "a\\U000e0001")],
)
def test_what_a_terminal_would_obey_is_escaped(path, shown):
    assert printable(path) == shown


def test_an_endless_path_is_cut_in_the_middle():
    assert len(printable("x" * 10_000)) < 600


@pytest.mark.parametrize("name", ["hw.py", "hw.ipynb", "hw.zip", "hw.ipynb.txt", "hw.PY"])
def test_a_stem_is_what_stands_before_the_ending(name):
    assert stem(name) == "hw"


@pytest.mark.parametrize("names", [["a", "a"], ["a", "a", "a#2"], ["a#2", "a", "a"], ["a", "a#2", "a", "a", "a#2"]])
def test_names_told_apart_are_never_two_the_same_and_the_first_stays(names):
    apart = list(told_apart(names))
    assert len({*apart}) == len(names)
    assert apart[0] == names[0]
