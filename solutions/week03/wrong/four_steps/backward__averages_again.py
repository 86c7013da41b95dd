"""step: backward

미분하기 전에 손실을 또 나누었습니다. 평균을 낼지 합을 낼지는 step2에서 이미 정해졌습니다.

The loss was divided once more before it was differentiated. Mean or sum is settled in step2.
"""


def backward(loss):
    # step3: 미분
    (loss / 100).backward()
