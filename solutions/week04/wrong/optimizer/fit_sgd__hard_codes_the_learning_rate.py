"""step: update

학습률이 항상 같습니다. 인수 `lr`을 다르게 주어도 파라메터가 같은 비율로 움직입니다. 옵티마이저나 update가 어떤 수를 쓰는지 보세요.

The learning rate is always the same: the parameters move at the same rate whatever the argument `lr` says. Look at which number your update uses.
"""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=0.1)
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
