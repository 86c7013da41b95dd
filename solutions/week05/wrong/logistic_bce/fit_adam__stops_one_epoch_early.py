"""step: setup

반복이 한 번 모자랍니다. `range`가 어디서 시작해서 어디서 끝나는지 세어 보세요.

The loop runs one epoch too few. Count where your `range` starts and where it stops.
"""

import torch


def fit_adam(net, x, y, lr=0.05, epochs=100):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
    for epoc in range(1, epochs):
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
