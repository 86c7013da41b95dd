"""step: yhat

yhat이 net이 주는 값과 다릅니다. step1의 결과를 net에 inputs를 넣은 값과 비교해 보세요.

yhat is not what net gives. Compare the result of step1 with net applied to the inputs.
"""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = 2*net(inputs)
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return net
