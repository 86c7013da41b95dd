"""step: yhat

직선 w0+w1x의 값 그대로입니다. 확률이 되려면 한 단계가 더 필요합니다.

This is the line w0+w1x itself. One more step turns it into a probability.
"""


def success_probability(x, w0, w1):
    u = w0 + w1*x
    v = u # v는 성공할확률
    return v
