"""step: setup

적합값이 0과 1로 반올림되어 그려졌습니다. 확률 그대로 그려야 합니다.

The fitted values are rounded to 0 and 1. Draw the probabilities as they are.
"""


def plot_fit(ax, x, y, yhat):
    ax.plot(x,y,'o',alpha=0.05,ms=4)
    ax.plot(x,yhat.data.round(),'--')
    return ax
