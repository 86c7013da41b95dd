"""How the exercises of losses.py are called: what they return is written down by the loss it is about."""


def _by_loss(returned):
    return {"returned": returned, "mse": returned[0], "bce": returned[1]}


def loss_surface(work, x, y, w0s, w1s):
    return _by_loss(work.loss_surface(x, y, w0s, w1s))


def compare_losses(work, w0, w1, x, y, **options):
    return _by_loss(work.compare_losses(w0, w1, x, y, **options))
