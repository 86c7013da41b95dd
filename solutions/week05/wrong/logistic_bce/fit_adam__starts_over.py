"""step: setup

주어진 net에서 출발하지 않고 함수 안에서 처음 값을 다시 정했습니다. 첫 epoch의 파라메터를 함수에 넣어준 값과 비교해 보세요.

The function sets its own starting values instead of starting from the net it was given. Compare the parameters of the first epoch with those you passed in.
"""

import torch


def fit_adam(net, x, y, lr=0.05, epochs=100):
    net[0].bias.data = torch.tensor([-1.0])
    net[0].weight.data = torch.tensor([[1.0]])
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
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
