"""step: setup

적합값이 그려지지 않았습니다. 관측값과 적합값 두 가지가 있어야 합니다.

The fitted values are not drawn. There should be two things: observations and fitted values.
"""


def plot_fit(ax, x, y, yhat):
    ax.plot(x,y,'o',alpha=0.05,ms=4)
    return ax
