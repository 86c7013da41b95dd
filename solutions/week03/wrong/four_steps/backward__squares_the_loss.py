"""step: backward

손실이 아니라 손실의 제곱을 미분했습니다. 받은 loss를 그대로 미분하세요.

The square of the loss was differentiated. Take the loss as it is given.
"""


def backward(loss):
    # step3: 미분
    (loss ** 2).backward()
