"""step: yhat

w0와 w1이 바뀌었습니다. What의 첫 번째 수가 1로 된 열과 곱해져야 합니다.

w0 and w1 changed places. The first number of What is to meet the column of ones.
"""


def yhat(X, What):
    # step1: yhat
    return X.flip(1) @ What
