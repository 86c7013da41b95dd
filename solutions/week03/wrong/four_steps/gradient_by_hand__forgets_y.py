"""step: backward

y가 식에 없습니다. 예측값이 아니라 잔차에 곱해야 합니다.

There is no y in the formula. It is the residuals that are to be multiplied, not the predictions.
"""


def gradient_by_hand(X, y, What):
    return 2 * X.T @ (X @ What.data)
