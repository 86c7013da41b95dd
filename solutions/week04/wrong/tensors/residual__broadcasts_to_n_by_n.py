"""step: setup

(n,)과 (n,1)을 그대로 빼면 브로드캐스팅이 되어 n×n이 됩니다. 빼기 전에 두 .shape을 출력해 보세요.

Taking (n,1) from (n,) as they are broadcasts to n×n. Print both .shape before subtracting.
"""


def residual(y, yhat):
    return y - yhat
