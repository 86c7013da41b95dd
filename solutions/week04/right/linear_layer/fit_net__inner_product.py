"""Writes the mean as r'r/n."""


def fit_net(net, inputs, y, lr=0.1, epochs=30):
    for epoc in range(epochs):
        yhat = net(inputs)
        r = (y - yhat).reshape(-1)
        loss = r @ r / len(r)
        loss.backward()
        for p in net.parameters():
            p.data.add_(p.grad, alpha=-lr)
            p.grad.zero_()
    return net
