"""How the exercises of loading.py are called."""

import torch


def Pairs(work, x, y):
    data = work.Pairs(x, y)
    is_data = isinstance(data, torch.utils.data.Dataset)
    items = [data[k] for k in (0, 5, len(x) - 1)]
    return {"returned": items, "length": len(data), "is_dataset": is_data}


def make_loader(work, x, y, **options):
    loader = work.make_loader(x, y, **options)
    torch.manual_seed(1)
    first = [[X_batch, y_batch] for X_batch, y_batch in loader]
    again = torch.cat([X_batch for X_batch, _ in loader])
    kind = "DataLoader" if isinstance(loader, torch.utils.data.DataLoader) else type(loader).__name__
    return {"returned": first, "again": again, "kind": kind}


def pick_device(work):
    seen = {"returned": str(work.pick_device()), "kind": type(work.pick_device()).__name__}
    there = torch.cuda.is_available
    torch.cuda.is_available = lambda: True
    try:
        seen["with_gpu"] = str(work.pick_device())
    finally:
        torch.cuda.is_available = there
    return seen
