"""step: yhat

예측값에 bias가 더해지지 않았습니다. net을 그대로 부르는 것과 비교해 보세요.

The bias was not added to the predictions. Compare them with calling net itself.
"""

import torch


def fit_net(net, inputs, y, lr=0.1, epochs=30):
    for epoc in range(epochs):
        # step1: yhat
        yhat = inputs @ net.weight.T
        # step2: loss
        loss = torch.mean((y - yhat) ** 2)
        # step3: 미분
        loss.backward()
        # step4: update
        for parameter in net.parameters():
            parameter.data = parameter.data - lr * parameter.grad
            parameter.grad = None
    return net
