import torch


def accumulated_step(work, X, y, parts):
    torch.manual_seed(3)
    net = torch.nn.Linear(X.shape[1], 2)
    optimizr = torch.optim.SGD(net.parameters(), lr=0.3)
    torch.nn.MSELoss()(net(X), 0 * y).backward()  # what an earlier step left behind
    loss = work.accumulated_step(net, optimizr, torch.nn.MSELoss(), list(zip(X.chunk(parts), y.chunk(parts))))
    return {"returned": loss, "kind": type(loss).__name__, "W": net.weight.detach(), "b": net.bias.detach()}


def MyAdam(work, w, b, X, y, **options):
    optimizr = work.MyAdam(iter([w, b]), **options)
    path = []
    for _ in range(4):
        torch.mean((y - (X @ w + b)) ** 2).backward()
        optimizr.step()
        path.append(torch.cat([w.detach().reshape(-1), b.detach()]))
        optimizr.zero_grad()
    return {"path": torch.stack(path), "left": [0.0 if p.grad is None else p.grad.abs().sum().item() for p in (w, b)]}
