"""step: setup

자료형이 그대로입니다. 자료형을 바꾸는 함수는 t를 고치지 않고 새 텐서를 줍니다. 그 결과를 어디에 두었는지 보세요.

The dtype has not changed. Converting gives a new tensor and leaves t as it is. Look at where the result went.
"""


def to_float32(t):
    t.float()
    return t
