"""step: backward

미분값의 부호가 반대입니다. 부호를 바꾸는 것은 step4의 빼기입니다.

The gradient's sign is turned round. Going the other way is what the minus of step4 is for.
"""


def backward(loss):
    # step3: 미분
    (-loss).backward()
