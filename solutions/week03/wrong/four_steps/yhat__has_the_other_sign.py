"""step: yhat

부호가 반대입니다. 예측값은 X와 What의 곱 그대로입니다.

The sign is turned round. The prediction is the product of X and What as it is.
"""


def yhat(X, What):
    # step1: yhat
    return -(X @ What)
