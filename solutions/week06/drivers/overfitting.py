"""How the exercises of overfitting.py are called."""

import torch


def _net(width, seed):
    torch.manual_seed(seed)
    layers = torch.nn.Linear(1, width), torch.nn.ReLU(), torch.nn.Dropout(0.5), torch.nn.Linear(width, 1)
    return torch.nn.Sequential(*layers)


def _state(net):
    """Its numbers as they are now: what is asked of it must not train it."""
    return {name: value.detach().clone() for name, value in net.named_parameters()}


def predict(work, x, width, seed):
    net = _net(width, seed)
    state = _state(net)
    returned = work.predict(net, x)
    return {"returned": returned, "training": net.training, "state": state, "afterwards": _state(net)}


def train_and_test_mse(work, x, y, x_test, y_test, width, seed):
    net = _net(width, seed)
    state = _state(net)
    returned = work.train_and_test_mse(net, x, y, x_test, y_test)
    return {"returned": returned, "training": net.training, "state": state, "afterwards": _state(net)}


def fit_dropout(work, x, y, width, seed, **options):
    net = _net(width, seed).eval()
    torch.manual_seed(seed + 1)
    returned = work.fit_dropout(net, x, y, **options)
    return {"same": returned is net, "training": net.training}
