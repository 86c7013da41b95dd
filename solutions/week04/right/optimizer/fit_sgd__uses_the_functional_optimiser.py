"""torch.optim.sgd.sgd on lists of tensors."""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    from torch.optim.sgd import sgd
    params = list(net.parameters())
    for epoc in range(epochs):
        yhat = net(inputs)
        loss = torch.mean((y-yhat)**2)
        loss.backward()
        with torch.no_grad():
            sgd(params, [p.grad for p in params], [None for _ in params], weight_decay=0, momentum=0, lr=lr,
                dampening=0, nesterov=False, maximize=False)
        net.zero_grad()
    return net
