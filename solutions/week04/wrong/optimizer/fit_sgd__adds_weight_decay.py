"""step: update

weight_decay 때문에 파라메터가 매번 0 쪽으로 조금씩 당겨집니다. 움직인 거리가 lr×기울기와 정확히 같은지 보세요.

weight_decay pulls the parameters a little towards 0 in every update. Check whether the distance moved is exactly lr times the gradient.
"""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=lr, weight_decay=0.01)
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
