"""글자에서 숫자로 (10wk)

From letters to numbers (10wk)
"""

import torch


def make_vocabulary(text):
    """text에 나오는 글자를 한 번씩, 정렬해서 모은 list입니다.

    text: 문자열 → 글자의 list. "hello" → ["e", "h", "l", "o"]

    The letters of text, each once, sorted.

    text: a string → a list of letters. "hello" → ["e", "h", "l", "o"]
    """
    raise NotImplementedError("make_vocabulary: not written yet")


def encode(text, vocabulary):
    """글자마다 vocabulary에서의 자리를 적습니다.

    text: 길이 n인 문자열, vocabulary: 글자의 list → (n,) int64

    Writes the place in vocabulary for every letter.

    text: a string of length n, vocabulary: a list of letters → (n,) int64
    """
    raise NotImplementedError("encode: not written yet")


def decode(numbers, vocabulary):
    """숫자를 다시 글자로 바꿉니다: encode의 반대입니다.

    numbers: (n,) int64, vocabulary: 글자의 list → 길이 n인 문자열

    Turns numbers into letters again: the reverse of encode.

    numbers: (n,) int64, vocabulary: a list of letters → a string of length n
    """
    raise NotImplementedError("decode: not written yet")


def next_letter_data(numbers, size):
    """글자를 보고 다음 글자를 맞히는 자료입니다: x는 마지막을 뺀 글자들의 원핫, y는 첫째를 뺀 글자들의 번호입니다.

    numbers: (n,) int64, size: 글자의 종류 수 → x: (n-1,size) float32, y: (n-1,) int64

    Data to guess the next letter from a letter: x is one-hot, of all letters but the last, and y holds the numbers of all but the first.

    numbers: (n,) int64, size: how many different letters there are → x: (n-1,size) float32, y: (n-1,) int64
    """
    raise NotImplementedError("next_letter_data: not written yet")


def embed(numbers, table):
    """글자마다 table에서 그 번호의 행을 꺼냅니다. 원핫에 table을 곱한 것과 같고, `torch.nn.Embedding`이 하는 일입니다.

    numbers: (n,) int64, table: (size,p) float32 → (n,p)

    Takes for every letter the row of its number out of table. It equals one-hot times table, and is what `torch.nn.Embedding` does.

    numbers: (n,) int64, table: (size,p) float32 → (n,p)
    """
    raise NotImplementedError("embed: not written yet")
