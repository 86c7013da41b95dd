"""How the exercises of gan.py are called."""

import torch


def _net(width, *last):
    return torch.nn.Sequential(torch.nn.Linear(1, width), torch.nn.ReLU(), torch.nn.Linear(width, 1), *last)


def _discriminator(width):
    torch.manual_seed(43052)
    return _net(width, torch.nn.Sigmoid())


def Discriminator(work, width, x):
    torch.manual_seed(43052)
    net = work.Discriminator(width)
    return {"returned": net(x), "state": dict(net.named_parameters())}


def discriminator_loss(work, real, fake, width):
    D = _discriminator(width)
    loss = work.discriminator_loss(D, real, fake)
    loss.backward()
    return {"returned": loss, "slopes": {name: p.grad for name, p in D.named_parameters()}, "back": fake.grad}


def generator_loss(work, fake, width):
    loss = work.generator_loss(_discriminator(width), fake)
    loss.backward()
    return {"returned": loss, "back": fake.grad}


def fit_gan(work, real, seed, **options):
    D = _discriminator(5)
    G = _net(4)
    torch.manual_seed(seed)
    returned = work.fit_gan(G, D, real, **options)
    return {"same": [one is net for one, net in zip(returned, (G, D))]}


def generate(work, n, seed):
    torch.manual_seed(2)
    G = _net(4)
    G[2].weight.data *= 400  # far out
    return {"returned": work.generate(G, n, seed)}
