"""step: update

epoch마다 Adam을 새로 만들어서 앞의 기울기를 기억하지 못합니다. 모든 파라메터가 매번 거의 lr만큼만 움직입니다. 옵티마이저를 어디에서 만드는지 보세요.

A new Adam is made in every epoch, so it remembers no earlier gradient: every parameter moves by about lr each time. Look at where the optimiser is made.
"""

import torch


def fit_adam(net, x, y, lr=0.05, epochs=100):
    for epoc in range(epochs):
        optimizr = torch.optim.Adam(net.parameters(), lr=lr)
        yhat = net(x)
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
    return net
