"""Adam by hand."""

import torch


def fit_adam(net, x, y, lr=0.05, epochs=100):
    params = list(net.parameters())
    m = [torch.zeros_like(p) for p in params]
    v = [torch.zeros_like(p) for p in params]
    for epoc in range(epochs):
        yhat = net(x)
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        loss.backward()
        with torch.no_grad():
            for i, p in enumerate(params):
                m[i] = 0.9*m[i] + 0.1*p.grad
                v[i] = 0.999*v[i] + 0.001*p.grad**2
                mhat = m[i]/(1-0.9**(epoc+1))
                vhat = v[i]/(1-0.999**(epoc+1))
                p -= lr*mhat/(torch.sqrt(vhat)+1e-8)
                p.grad = None
    return net
