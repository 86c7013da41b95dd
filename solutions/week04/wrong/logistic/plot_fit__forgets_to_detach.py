"""step: setup

기울기를 추적하는 텐서는 바로 그릴 수 없습니다. 강의에서 yhat 뒤에 무엇을 붙였는지 보세요.

A tensor that tracks gradients cannot be drawn as it is. Look at what the lecture writes after yhat.
"""


def plot_fit(ax, x, y, yhat):
    ax.plot(x,y,'o',alpha=0.05,ms=4)
    ax.plot(x,yhat,'--')
    return ax
