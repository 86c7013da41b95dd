"""Failures and successes in two colours."""


def plot_fit(ax, x, y, yhat):
    for value, colour in ((0, 'C0'), (1, 'C1')):
        ax.plot(x[y==value], y[y==value], 'o', color=colour)
    rest = (y != 0) & (y != 1)
    ax.plot(x[rest], y[rest], 'o')
    ax.plot(x, yhat.data, '--')
    return ax
