"""step: setup

한 번 불렀는데 서른 에폭이 지나갔습니다. 반복은 fit이 할 일입니다.

One call made thirty epochs. Repeating is what fit is for.
"""


import torch


def one_epoch(X, y, What, lr=1/1000):
    for epoc in range(30):
        # step1: yhat
        yhat = X @ What
        # step2: loss
        loss = torch.sum((y - yhat) ** 2)
        # step3: 미분
        loss.backward()
        # step4: update
        What.data = What.data - lr * What.grad
        What.grad = None
    return What
