"""How the exercises of training.py are called."""

import torch

TURNS = 4
LEFT_OUT = 2


def SGD(work, x, y, w, b, **options):
    unused = torch.zeros(2, requires_grad=True)
    beside = torch.zeros_like(w, requires_grad=True)  # of w's shape, and once without gradient
    optimizr = work.SGD(iter([w, unused, b, beside]), **options)
    path = []
    for turn in range(TURNS):
        (torch.mean((y - (x @ w + b)) ** 2) + 0.1 * beside.sum()).backward()
        if turn == LEFT_OUT:
            beside.grad = None
        optimizr.step()
        path.append(torch.cat([w.detach().reshape(-1), b.detach()]))
        optimizr.zero_grad()
    return {"path": torch.stack(path), "w_left": w.grad, "b_left": b.grad, "unused": unused.detach(), "beside": beside.detach()}


def fit_with(work, x, y, lr, momentum, **options):
    torch.manual_seed(43052)
    net = torch.nn.Sequential(torch.nn.Linear(x.shape[1], 4), torch.nn.ReLU(), torch.nn.Linear(4, 1))
    optimizr = torch.optim.SGD(net.parameters(), lr=lr, momentum=momentum)
    return {"same": work.fit_with(net, x, y, optimizr, **options) is net}


def fit_by_hand(work, x, y, W1, b1, W2, b2, **options):
    start = [one.clone() for one in (W1, b1, W2, b2)]
    losses = work.fit_by_hand(x, y, W1, b1, W2, b2, **options)
    path = [start]
    for epochs in range(1, options.get("epochs", 15)):
        path.append([one.clone() for one in start])
        work.fit_by_hand(x, y, *path[-1], **{**options, "epochs": epochs})
    rows = [torch.cat([one.detach().reshape(-1) for one in state]) for state in path]
    return {"returned": losses, "W1": W1, "b1": b1, "W2": W2, "b2": b2, "path": torch.stack(rows)}
