"""Changes What in place and returns nothing: the tape is graded."""


def update(What, lr):
    What.data = What.data - lr * What.grad
    What.grad = None
