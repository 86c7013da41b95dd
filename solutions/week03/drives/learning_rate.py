"""How the calls of learning_rate.py are made where it takes more than calling. Runs beside the student's code."""


def fit_with_history(work, X, y, What, **options):
    out = work.fit_with_history(X, y, What, **options)
    losses, path = out if isinstance(out, (tuple, list)) and len(out) == 2 else (None, None)
    return {"returned": out, "losses": losses, "path": path}


def compare_rates(work, X, y, What, rates, **options):
    out = work.compare_rates(X, y, What, rates, **options)
    return {"returned": out, "What": What.detach()}
