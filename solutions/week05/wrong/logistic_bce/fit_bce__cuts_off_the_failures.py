"""step: backward

loss의 값은 맞지만 기울기가 loss의 미분값이 아닙니다. 식의 일부가 그래프에서 떨어져 있지 않은지(`.data`, `.detach()`) 보세요.

The loss has the right value, but the gradient is not its derivative. Look whether a part of the expression is cut off from the graph (`.data`, `.detach()`).
"""

import torch


def fit_bce(net, x, y, lr=0.05, epochs=100):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(x)
        # step2: loss
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat.data))
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return net
