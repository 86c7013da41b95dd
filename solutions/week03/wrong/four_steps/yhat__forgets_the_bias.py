"""step: yhat

절편 w0가 빠졌습니다. 기울기와 x만 곱해졌습니다. X의 두 열이 모두 쓰이는지 보세요.

The intercept w0 is missing: only the slope met x. See whether both columns of X are used.
"""


def yhat(X, What):
    # step1: yhat
    return X[:, 1:] @ What[1:]
