# tries: a net whose parameters are named by halves of characters
# must earn: nothing
import torch

def mse(y, yhat):
    net = torch.nn.Linear(1, 1)
    net.register_parameter('\ud800', torch.nn.Parameter(torch.ones(1)))
    loss = (net(y) ** 2).mean()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    for _ in range(3):
        optimizer.zero_grad()
        (net(y) ** 2).mean().backward()
        optimizer.step()
    return net

