"""Writes the mean as r'r/n."""


def one_epoch(net, inputs, y, lr):
    yhat = net(inputs)
    r = (y - yhat).reshape(-1)
    loss = r @ r / len(r)
    loss.backward()
    for p in net.parameters():
        p.data.add_(p.grad, alpha=-lr)
        p.grad.zero_()
    return net
