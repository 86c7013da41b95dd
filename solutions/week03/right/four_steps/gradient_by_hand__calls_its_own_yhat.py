"""Calls yhat of this file, and turns the bracket round."""


def gradient_by_hand(X, y, What):
    return 2 * X.T @ (yhat(X, What.data) - y)
