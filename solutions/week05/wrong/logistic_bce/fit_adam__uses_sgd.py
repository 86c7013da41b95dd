"""step: update

Adam이 아니라 SGD로 움직였습니다. 움직인 거리가 기울기에 비례하는지 보세요.

The parameters were moved by SGD, not by Adam. Look whether the distance moved is in proportion to the gradient.
"""

import torch


def fit_adam(net, x, y, lr=0.05, epochs=100):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(x)
        # step2: loss
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return net
