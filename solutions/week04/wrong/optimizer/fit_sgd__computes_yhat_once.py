"""step: yhat

yhat을 반복문 밖에서 한 번만 계산했습니다. 파라메터가 움직여도 yhat은 처음 값 그대로입니다. 네 단계가 모두 반복문 안에 있는지 보세요.

yhat is computed once, before the loop: the parameters move but yhat stays what it was. Check that all four steps are inside the loop.
"""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    # step1: yhat
    yhat = net(inputs)
    for epoc in range(epochs):
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward(retain_graph=True)
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return net
