"""step: backward

n×2인 X를 n×1인 잔차에 그대로 곱하려고 했습니다. 두 모양을 적어 보세요: 무엇을 뒤집어야 2×1이 될까요?

X (n×2) was multiplied by the residuals (n×1) as it is. Write both shapes down: what has to be turned over to give 2×1?
"""


def gradient_by_hand(X, y, What):
    return -2 * X @ (y - X @ What.data)
