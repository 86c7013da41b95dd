"""step: yhat

함수에 넣은 u의 값이 바뀌었습니다. 이름 끝이 `_`인 연산은 텐서를 그 자리에서 바꿉니다.

The u that was passed in has changed. Operations whose names end in `_` change a tensor in place.
"""


def sigmoid(u):
    u.exp_()
    return u/(1+u)
