"""step: yhat

강의의 '잘못된사용1' 그대로입니다. Linear(1,1)은 열이 하나인 입력을 받습니다. x의 모양을 바꾸어 보세요.

This is the lecture's misuse 1 as it stands. Linear(1,1) takes an input of one column: change the shape of x.
"""


def predict_1d(net, x):
    # step1: yhat
    return net(x)
