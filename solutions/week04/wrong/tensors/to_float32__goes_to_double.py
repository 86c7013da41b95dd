"""step: setup

float64가 되었습니다. 텐서의 .double()과 .float()는 서로 다른 자료형입니다.

It became float64: .double() and .float() of a tensor are different dtypes.
"""


def to_float32(t):
    return t.double()
