"""Hidden checks of letters.py."""

import pytest
import torch

from autograder import checks
from autograder.judge import close


@pytest.mark.exercise("make_vocabulary")
class TestVocabulary:
    @pytest.mark.points(0.5)
    @pytest.mark.step("encode")
    @pytest.mark.probe("lecture", "korean", "long")
    def test_has_every_letter_once(self, mine, data):
        """글자가 한 번씩, 정렬되어 있어야 합니다.

        Every letter stands there once, sorted.
        """
        assert mine.returned == sorted(set(data.text))


@pytest.mark.exercise("encode")
class TestEncode:
    @pytest.mark.points(1)
    @pytest.mark.step("encode")
    @pytest.mark.probe("lecture", "other_order", "many", "long")
    def test_gives_places(self, mine, data):
        """글자마다 vocabulary에서의 자리여야 합니다.

        It is the place in vocabulary of every letter.
        """
        assert mine.returned == close(torch.tensor([data.vocabulary.index(letter) for letter in data.text]))

    @pytest.mark.points(0.5)
    @pytest.mark.step("encode")
    @pytest.mark.needs("gives_places[lecture]")
    def test_gives_whole_numbers(self, mine):
        """int64 텐서여야 하고, vocabulary는 바뀌지 않아야 합니다.

        It is an int64 tensor, and vocabulary does not change.
        """
        checks.plain_answer(mine, dtype="int64")


@pytest.mark.exercise("decode")
class TestDecode:
    @pytest.mark.points(0.5)
    @pytest.mark.step("encode")
    @pytest.mark.probe("lecture", "long")
    def test_gives_the_text(self, mine, data):
        """번호의 글자를 이은 문자열이어야 합니다.

        It is the string of the numbers' letters.
        """
        assert mine.returned == "".join(data.vocabulary[k] for k in data.numbers.tolist())
        checks.unchanged(mine)


@pytest.mark.exercise("next_letter_data")
class TestNextLetterData:
    @pytest.mark.points(1)
    @pytest.mark.step("encode")
    @pytest.mark.probe("lecture", "many", "long")
    def test_x_is_one_hot(self, mine, data):
        """x는 마지막을 뺀 글자들의 원핫이어야 합니다.

        x is one-hot, of all letters but the last.
        """
        assert mine.seen["x"] == close(torch.eye(data.size)[data.numbers[:-1]])
        assert mine.seen["x"].stored == "float32"

    @pytest.mark.points(0.5)
    @pytest.mark.step("encode")
    @pytest.mark.probe("lecture", "many", "long")
    def test_y_is_the_next_letter(self, mine, data):
        """y는 첫째를 뺀 글자들의 번호여야 합니다.

        y holds the numbers of all letters but the first.
        """
        assert mine.seen["y"] == close(data.numbers[1:])
        assert mine.seen["y"].stored == "int64"
        checks.unchanged(mine)


@pytest.mark.exercise("embed")
class TestEmbed:
    @pytest.mark.points(1)
    @pytest.mark.step("encode")
    @pytest.mark.probe("lecture", "long", "last")
    def test_takes_rows(self, mine, data):
        """글자마다 그 번호의 행이어야 합니다.

        For every letter it is the row of its number.
        """
        assert mine.returned == close(data.table[data.numbers])
        checks.plain_answer(mine)
