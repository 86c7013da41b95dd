"""How the exercises of training.py are called."""

import torch

TURNS = 4


def SGD(work, x, y, w, b, **options):
    unused = torch.zeros(2, requires_grad=True)
    optimizr = work.SGD(iter([w, unused, b]), **options)
    path = []
    for _ in range(TURNS):
        torch.mean((y - (x @ w + b)) ** 2).backward()
        optimizr.step()
        path.append(torch.cat([w.detach().reshape(-1), b.detach()]))
        optimizr.zero_grad()
    return {"path": torch.stack(path), "w_left": w.grad, "b_left": b.grad, "unused": unused.detach()}


def fit_with(work, x, y, lr, momentum, **options):
    torch.manual_seed(43052)
    net = torch.nn.Sequential(torch.nn.Linear(x.shape[1], 4), torch.nn.ReLU(), torch.nn.Linear(4, 1))
    optimizr = torch.optim.SGD(net.parameters(), lr=lr, momentum=momentum)
    return {"same": work.fit_with(net, x, y, optimizr, **options) is net}


def fit_by_hand(work, x, y, W1, b1, W2, b2, **options):
    losses = work.fit_by_hand(x, y, W1, b1, W2, b2, **options)
    return {"returned": losses, "W1": W1, "b1": b1, "W2": W2, "b2": b2}
