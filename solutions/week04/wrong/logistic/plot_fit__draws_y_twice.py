"""step: setup

적합값 대신 관측값이 한 번 더 그려졌습니다.

The observations are drawn a second time where the fitted values should be.
"""


def plot_fit(ax, x, y, yhat):
    ax.plot(x,y,'o',alpha=0.05,ms=4)
    ax.plot(x,y,'--')
    return ax
