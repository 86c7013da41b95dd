"""step: backward

그래프에서 떼어 낸 복사본을 미분했습니다. 그 복사본은 What과 이어져 있지 않아 What.grad가 채워지지 않습니다.

A detached copy was differentiated. It is not tied to What any more, so What.grad stays empty.
"""


def backward(loss):
    # step3: 미분
    loss.detach().requires_grad_().backward()
