"""step: setup

`epochs`를 주지 않고 부르면 반복 횟수가 문제와 다릅니다. 함수 첫 줄의 기본값을 확인하세요.

Called without `epochs`, the loop does not run as often as it should. Check the default in the function's first line.
"""

import torch


def fit_bce(net, x, y, lr=0.05, epochs=30):
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
