"""How the exercises of overfitting.py are called."""

import torch


def _net(width, seed):
    torch.manual_seed(seed)
    layers = torch.nn.Linear(1, width), torch.nn.ReLU(), torch.nn.Dropout(0.5), torch.nn.Linear(width, 1)
    return torch.nn.Sequential(*layers)


def predict(work, x, width, seed):
    net = _net(width, seed)
    returned = work.predict(net, x)
    return {"returned": returned, "training": net.training, "state": dict(net.named_parameters())}


def train_and_test_mse(work, x, y, x_test, y_test, width, seed):
    net = _net(width, seed)
    returned = work.train_and_test_mse(net, x, y, x_test, y_test)
    return {"returned": returned, "training": net.training, "state": dict(net.named_parameters())}


def fit_dropout(work, x, y, width, seed, **options):
    net = _net(width, seed).eval()
    torch.manual_seed(seed + 1)
    returned = work.fit_dropout(net, x, y, **options)
    return {"same": returned is net, "training": net.training}
