from autograder.model import Fate, Reason
from tests.submissions.received import GRID, MSE, collected, one, roster, students, zipped

ROSTER = roster("김민수", "이영희")


def test_a_decision_comes_before_the_name(tmp_path):
    collection = collected(tmp_path, {"20231000.py": GRID}, roster=ROSTER, settled={"subs/20231000.py": "20231001"})
    assert students(collection) == {"20231001": ["20231000.py"]}
    assert one(collection, ".py").reason is Reason.SETTLED


def test_a_decision_about_an_archive_holds_for_all_in_it(tmp_path):
    files = {"누구.zip": zipped({"tensors.py": GRID, "loss.py": MSE})}
    collection = collected(tmp_path, files, roster=ROSTER, settled={"subs/누구.zip": "20231000"})
    assert students(collection) == {"20231000": ["loss.py", "tensors.py"]}


def test_the_nearest_decision_counts(tmp_path):
    settled = {"subs/x": "20231000", "subs/x/b.py": "20231001"}
    collection = collected(tmp_path, {"x/a.py": GRID, "x/b.py": MSE}, roster=ROSTER, settled=settled)
    assert students(collection) == {"20231000": ["a.py"], "20231001": ["b.py"]}


def test_what_is_nobodys_is_ignored_from_then_on(tmp_path):
    line = one(collected(tmp_path, {"hw.py": GRID}, roster=ROSTER, settled={"subs/hw.py": ""}), "hw.py")
    assert (line.fate, line.reason) == (Fate.IGNORED, Reason.SET_ASIDE)


def test_a_decision_for_someone_who_left_is_not_obeyed(tmp_path):
    line = one(collected(tmp_path, {"hw.py": GRID}, roster=ROSTER, settled={"subs/hw.py": "2019"}), "hw.py")
    assert (line.fate, line.reason) == (Fate.UNMATCHED, Reason.NOT_IN_ROSTER)


def test_a_decision_about_what_never_came_is_said_to_be_astray(tmp_path):
    settled = {"subs/hw.py": "20231000", "subs/hv.py": "20231001", "subs": "20231001"}
    assert collected(tmp_path, {"hw.py": GRID}, roster=ROSTER, settled=settled).stray_settlements == ("subs/hv.py",)


def test_a_folder_of_an_id_that_is_not_on_the_roster_owns_what_is_packed_inside(tmp_path):
    """Else anyone without a place on the roster could supersede a classmate's work."""
    mine = {"20231000/tensors.py": GRID, "20239999/20231000/tensors.py": MSE}
    found = collected(
        tmp_path, mine | {"20239999/hw.zip": zipped({"20231000/tensors.py": MSE})}, roster=roster("김민수")
    )
    assert students(found) == {"20231000": ["tensors.py"]}
    strange = [line for line in found.files if line.path.split("/")[1] == "20239999"]
    assert [(line.fate, line.student) for line in strange] == [(Fate.UNMATCHED, "")] * 2


def test_an_account_of_a_flat_export_is_settled_as_one(tmp_path):
    """Two students bear the name, and each file by itself would be a command."""
    namesakes = roster("김민수", "김민수")
    files = {
        f"김민수_{user}_{user}{i}_{name}.py": text
        for user in (501, 510)
        for i, (name, text) in enumerate((("a", GRID), ("b", MSE)))
    }
    asked = {"roster": namesakes, "settled": {"subs/김민수_501": "20231000", "subs/김민수_510": "20231001"}}
    collection = collected(tmp_path, files, **asked)
    assert {student: len(names) for student, names in students(collection).items()} == {"20231000": 2, "20231001": 2}
    assert collection.stray_settlements == ()


def test_a_students_own_names_are_no_accounts(tmp_path):
    """`week_03_1_sol.py` is nobody's account `week_03`."""
    files = {"20231000/week_03_1_a.py": GRID, "20231000/week_03/b.py": MSE}
    collection = collected(tmp_path, files, roster=roster("김민수"), settled={"subs/20231000/week_03": ""})
    assert students(collection) == {"20231000": ["week_03_1_a.py"]}
