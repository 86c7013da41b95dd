"""step: setup

소수점 아래 네 자리에서 반올림했습니다. 화면에 보이는 수는 짧게 줄인 것이고, 실제 값은 더 깁니다.

It rounds to four places. What the screen shows is shortened; the numbers themselves are longer.
"""


def get_line(net):
    if net.bias is None:
        return round(net.weight[0, 0].item(), 4), round(net.weight[0, 1].item(), 4)
    return round(net.bias[0].item(), 4), round(net.weight[0, 0].item(), 4)
