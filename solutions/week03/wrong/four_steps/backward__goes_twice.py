"""step: backward

미분값이 두 배입니다. 미분을 두 번 하면 .grad에 더해집니다.

The gradient is twice too large. Differentiating twice adds up in .grad.
"""


def backward(loss):
    # step3: 미분
    loss.backward(retain_graph=True)
    loss.backward()
