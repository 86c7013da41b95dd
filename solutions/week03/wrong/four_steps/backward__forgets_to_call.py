"""step: backward

미분이 일어나지 않았습니다. 함수의 이름만 적었는지, 괄호로 실제로 불렀는지 보세요.

Nothing was differentiated. See whether the method is only named or really called, with parentheses.
"""


def backward(loss):
    # step3: 미분
    loss.backward
