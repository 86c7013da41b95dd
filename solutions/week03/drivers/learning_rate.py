"""How the calls of learning_rate.py are made where it takes more than calling. Runs beside the student's code."""

import torch


def fit_with_history(work, X, y, What, **options):
    out = work.fit_with_history(X, y, What, **options)
    losses, path = out if isinstance(out, (tuple, list)) and len(out) == 2 else (None, None)
    return {"returned": out, "given_losses": losses, "given_path": path, "losses": _whole(losses), "path": _whole(path)}


def _whole(values):
    """A list of numbers or of rows, as one tensor: that it is a list costs its type, not every value as well."""
    if not isinstance(values, (list, tuple)) or not values:
        return values
    return torch.stack([one.detach() if isinstance(one, torch.Tensor) else torch.tensor(one) for one in values])


def compare_rates(work, X, y, What, rates, **options):
    out = work.compare_rates(X, y, What, rates, **options)
    return {"returned": out, "What": What.detach()}
