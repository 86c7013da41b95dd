"""step: update

옵티마이저를 만든 뒤에 파라메터를 새것으로 갈아끼웠습니다. 옵티마이저는 예전 파라메터를 붙들고 있어서 새 파라메터는 움직이지 않습니다. 두 일의 순서를 보세요.

The parameters were replaced after the optimiser had been made: it still holds the old ones, and the new ones never move. Look at the order of the two.
"""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    net.weight = torch.nn.Parameter(net.weight.data.clone())
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
