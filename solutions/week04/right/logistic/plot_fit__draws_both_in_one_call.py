"""One call of plot."""


def plot_fit(ax, x, y, yhat):
    ax.plot(x, y, 'o', x, yhat.data, '--')
    return ax
