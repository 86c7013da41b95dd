"""step: update

첫 층의 파라메터만 들어있습니다. 층이 여럿인 net을 넣어 개수를 세어 보세요.

Only the first layer's parameters are in the list. Try a net of several layers and count them.
"""

import torch


def parameters_as_list(net):
    return list(next(m for m in net.modules() if isinstance(m, torch.nn.Linear)).parameters())
