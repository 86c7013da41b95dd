"""Works in double inside and comes back."""


def gradient_by_hand(X, y, What):
    X, y, W = X.double(), y.double(), What.data.double()
    return (-2 * X.T @ (y - X @ W)).float()
