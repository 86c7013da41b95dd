"""step: update

손실이 커지는 쪽으로 움직였습니다. 미분값의 방향은 손실이 커지는 방향입니다. 더하기와 빼기를 보세요.

It moved where the loss grows. The gradient points uphill: look at plus and minus.
"""


def update(What, lr):
    # step4: update
    What.data = What.data + lr * What.grad
    What.grad = None
    return What
