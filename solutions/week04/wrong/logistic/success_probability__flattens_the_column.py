"""step: yhat

(n,1)을 넣었는데 (n,)이 나옵니다. 나중에 y와 빼면 n×n이 됩니다. shape을 출력해 보세요.

(n,1) goes in but (n,) comes out; subtracting it from y would give n×n. Print the shapes.
"""

import torch


def success_probability(x, w0, w1):
    u = w0 + w1*x
    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
    return v.reshape(-1)
