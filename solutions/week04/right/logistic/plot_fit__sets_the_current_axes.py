"""pyplot, told which axes to draw on."""

import matplotlib.pyplot as plt


def plot_fit(ax, x, y, yhat):
    plt.sca(ax)
    plt.plot(x, y, 'o', alpha=0.05)
    plt.plot(x, yhat.data, '--')
    return ax
