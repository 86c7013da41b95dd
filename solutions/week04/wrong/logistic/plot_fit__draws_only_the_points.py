"""step: setup

적합값 (x, yhat)이 그려지지 않았습니다. 관측값과 적합값 두 가지가 있어야 합니다. 선에 어떤 값을 넣었는지 보세요.

The fitted values (x, yhat) are not drawn. There should be two things, observations and fitted values: look at which values the line is given.
"""


def plot_fit(ax, x, y, yhat):
    ax.plot(x,y,'o',alpha=0.05,ms=4)
    return ax
