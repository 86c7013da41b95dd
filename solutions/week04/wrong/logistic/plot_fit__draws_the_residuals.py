"""step: setup

적합값이 아니라 잔차가 그려졌습니다.

The residuals are drawn, not the fitted values.
"""


def plot_fit(ax, x, y, yhat):
    ax.plot(x,y,'o',alpha=0.05,ms=4)
    ax.plot(x,y-yhat.data,'--')
    return ax
