"""step: setup

값과 자료형은 맞지만 모양이 사라졌습니다. 들어온 텐서의 .shape과 나가는 텐서의 .shape을 비교해 보세요.

Values and dtype are right, but the shape is gone. Compare the .shape that goes in with the one that comes out.
"""


def to_float32(t):
    return t.float().reshape(-1)
