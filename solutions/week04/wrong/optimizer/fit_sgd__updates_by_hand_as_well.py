"""step: update

옵티마이저도 움직이고 손으로도 움직였습니다. 한 epoch에 update가 두 번 일어납니다.

Both the optimiser and a line of your own move the parameters: two updates in one epoch.
"""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(inputs)
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        for p in net.parameters():
            p.data = p.data - lr*p.grad
        optimizr.zero_grad()
    return net
