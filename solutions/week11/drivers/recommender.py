"""How the exercises of recommender.py are called."""

import torch


class _Dot(torch.nn.Module):
    def __init__(self, users, items, k):
        super().__init__()
        self.user = torch.nn.Embedding(users, k)
        self.item = torch.nn.Embedding(items, k)
        self.bias = torch.nn.Embedding(items, 1)

    def forward(self, user, item):
        return (self.user(user) * self.item(item)).sum(dim=1, keepdim=True) + self.bias(item)


class _Wave(torch.nn.Module):
    def forward(self, user, item):
        return 3 * torch.sin(1.7 * user.float() + 1.3 * item.float()).reshape(-1, 1)


def encode(work, names):
    numbers, table = work.encode(names)
    known = sorted(table)
    return {"returned": numbers, "names": known, "table": [table[name] for name in known]}


def Recommender(work, users, items, k, user, item):
    torch.manual_seed(43052)
    net = work.Recommender(users, items, k)
    return {"returned": net(user, item), "state": dict(net.named_parameters())}


def fit_ratings(work, user, item, rating, users, items, k, **options):
    torch.manual_seed(43052)
    net = _Dot(users, items, k)
    return {"same": work.fit_ratings(net, user, item, rating, **options) is net}


def recommend(work, user, items, seen, **options):
    return {"returned": [int(one) for one in work.recommend(_Wave(), user, items, seen, **options)]}
