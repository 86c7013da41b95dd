"""A week's own steps, in both languages: checks, mistakes, feedback, stubs and the student's folder speak of them."""

from __future__ import annotations

import pytest

from autograder.assignment import read
from autograder.assignment.stub import cut
from autograder.errors import InstructorError
from autograder.handout import publish
from autograder.judge import Judge
from autograder.model import Outcome
from autograder.report.messages import by_name
from autograder.report.messages.sentences import tell
from autograder.student.handout_folder import find_handout
from tests.helpers import recording, write

STEPS = """
[steps]
data = {ko = "자료", en = "data"}
encode = {ko = "인코딩", en = "encoding"}
loss = {ko = "손실", en = "the loss"}
"""
FILES = {
    "week.toml": f'format = 1\n{STEPS}\n[title]\nko = "글자"\nen = "Letters"\n\n[rules]\nko = "혼자"\nen = "Alone"\n',
    "letters.py": '''
        import torch


        def one_hot(numbers):
            """원핫.

            One-hot.
            """
            # 인코딩: 한 줄에 하나
            eye = torch.eye(3)
            return eye[numbers]
        ''',
    "probes.py": """
        import torch
        from autograder.assignment import probe

        PROBES = (probe("one_hot", "it", numbers=torch.tensor([0, 2])),)
        """,
    "checks/test_letters.py": '''
        import pytest
        from autograder.judge import close


        @pytest.mark.exercise("one_hot")
        class TestOneHot:
            @pytest.mark.points(1)
            @pytest.mark.step("encode")
            def test_rows(self, mine, solution, data):
                """줄.

                Rows.
                """
                assert mine.returned == close(solution.one_hot(data.numbers))
        ''',
    "mistakes/letters.py": '# %% one_hot__twice\n"""step: encode\n두 배.\n\nTwice.\n"""\n-    return eye[numbers]\n+    return 2 * eye[numbers]\n',
    "public/test_letters.py": "import letters\n\n\ndef test_one_hot():\n    assert letters.one_hot([0]).shape == (1, 3)\n",
}  # fmt: skip


def folder(path, **files):
    return write(path / "solutions" / "week06", {**FILES, **files})


def test_feedback_names_the_weeks_own_step_and_its_number(tmp_path):
    """Data, then encoding: a wrong encoding is step 2 of this week."""
    wrong = FILES["letters.py"].replace("return eye", "return 2 * eye")
    with Judge(read(folder(tmp_path))) as judge:
        (verdict,) = judge.judge(recording(judge.assignment, wrong, name="letters.py"))
        said = {language: tell(verdict, by_name(judge.assignment), language) for language in ("ko", "en")}
    assert verdict.mistakes == ("one_hot__twice",)
    assert {language: one.at for language, one in said.items()} == {"ko": "step 2 (인코딩)", "en": "step 2 (encoding)"}


def test_the_right_answer_passes_in_a_week_of_its_own_steps(tmp_path):
    with Judge(read(folder(tmp_path))) as judge:
        (verdict,) = judge.judge(recording(judge.assignment, FILES["letters.py"], name="letters.py"))
    assert verdict.outcome is Outcome.PASSED


@pytest.mark.parametrize("part", ["checks/test_letters.py", "mistakes/letters.py"])
def test_a_step_that_the_week_does_not_name_is_refused_with_those_it_does(tmp_path, part):
    files = {part: FILES[part].replace("encode", "encoding")}
    with pytest.raises(InstructorError, match="'encoding'; expected one of setup, data, encode, loss"):
        Judge(read(folder(tmp_path, **files)))


def test_a_step_without_words_in_a_language_is_refused(tmp_path):
    toml = FILES["week.toml"].replace('{ko = "자료", en = "data"}', '{en = "data"}')
    with pytest.raises(InstructorError, match=r"steps\.data has no 'ko'"):
        read(folder(tmp_path, **{"week.toml": toml}))


def test_the_stub_and_the_handout_speak_of_the_weeks_steps(tmp_path):
    handout = cut(read(folder(tmp_path)))
    assert "one_hot: 인코딩: 한 줄에 하나" in handout.stubs["letters"]
    publish(handout, tmp_path / "out")
    assert dict(find_handout(None, tmp_path / "out").steps)["encode"] == {"ko": "인코딩", "en": "encoding"}
