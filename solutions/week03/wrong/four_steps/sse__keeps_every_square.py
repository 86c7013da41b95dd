"""step: loss

제곱만 하고 하나의 수로 모으지 않았습니다. 손실은 모양이 ()인 수 하나여야 합니다.

The squares were not gathered into one number. The loss is a single number of shape ().
"""


def sse(y, yhat):
    # step2: loss
    return (y - yhat) ** 2
