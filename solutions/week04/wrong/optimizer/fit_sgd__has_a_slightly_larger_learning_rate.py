"""step: update

update의 크기가 lr×기울기와 아주 조금 다릅니다. 다른 수가 곱해지거나 더해지지 않았는지 보세요.

The update is very slightly different from lr times the gradient. Look for another number that multiplies it or is added to it.
"""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=lr*1.00001)
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
