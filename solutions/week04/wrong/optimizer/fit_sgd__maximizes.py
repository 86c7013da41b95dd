"""step: update

파라메터가 기울기와 같은 방향으로 움직여서 loss가 커집니다. 내려가려면 어느 쪽으로 가야 하는지 생각해 보세요.

The parameters move along the gradient, so the loss grows. Think about which way is down.
"""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=lr, maximize=True)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(inputs)
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return net
