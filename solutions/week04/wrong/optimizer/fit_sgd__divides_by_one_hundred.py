"""step: loss

관측값의 수를 100으로 적어두었습니다. n이 다른 자료에서는 loss의 크기가 틀립니다. 자료에서 n을 얻는 방법을 생각해 보세요.

The number of observations is written as 100: with data of another n the loss has the wrong size. Think of how to take n from the data.
"""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(inputs)
        # step2: loss
        loss = torch.sum((y-yhat)**2)/100
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return net
