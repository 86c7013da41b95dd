"""step: update

움직이기는 했지만 What이 더 이상 미분할 수 있는 파라메터가 아닙니다. 다음 에폭의 미분이 안 됩니다. requires_grad를 출력해 보세요.

It moved, but What is no parameter any more: the next epoch cannot differentiate. Print its requires_grad.
"""


def update(What, lr):
    What.requires_grad = False
    What -= lr * What.grad
    What.grad = None
    return What
