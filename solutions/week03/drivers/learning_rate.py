"""How the calls of learning_rate.py are made where it takes more than calling. Runs beside the student's code."""

import torch


def fit_with_history(work, X, y, What, **options):
    out = work.fit_with_history(X, y, What, **options)
    losses, path = out if isinstance(out, (tuple, list)) and len(out) == 2 else (None, None)
    seen = {"given_losses": losses, "given_path": path, "losses": _whole(losses), "path": _whole(path)}
    return {"returned": out, **seen, "last loss": _at(seen["losses"], -1)}


def _at(values, place):
    """One number by itself: it is compared on its own scale, not on that of the largest."""
    numbers = values.reshape(-1) if isinstance(values, torch.Tensor) else ()
    return numbers[place] if -len(numbers) <= place < len(numbers) else None


def _whole(values):
    """A list of numbers or of rows, as one tensor: that it is a list costs its type, not every value as well."""
    if not isinstance(values, (list, tuple)) or not values:
        return values
    return torch.stack([one.detach() if isinstance(one, torch.Tensor) else torch.tensor(one) for one in values])


def compare_rates(work, X, y, What, rates, **options):
    out = work.compare_rates(X, y, What, rates, **options)
    ends = {f"end.{place}": _at(out, place) for place in range(len(rates))}
    return {"returned": out, **ends, "What": What.detach(), "What.grad": What.grad}
