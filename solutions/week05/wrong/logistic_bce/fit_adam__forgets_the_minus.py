"""step: loss

loss의 부호가 반대입니다. 값이 음수이고, 학습하면 적합이 점점 나빠집니다.

The sign of the loss is the wrong way round: it is negative, and training makes the fit worse.
"""

import torch


def fit_adam(net, x, y, lr=0.05, epochs=100):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(x)
        # step2: loss
        loss = torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return net
