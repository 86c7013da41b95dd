"""중간고사: 네트워크 하나를 여러 가지로 학습하기 (09wk)

Midterm: one net, trained in several ways (09wk)
"""

import copy
import torch


def make_net():
    """은닉노드가 2개인 네트워크 (직선, ReLU, 직선)를 정해진 값에서 출발시킵니다.

    첫 층: 기울기 (-1, 1), 절편 (0.5, -0.5). 둘째 층: 기울기 (2, 3), 절편 -1.3. → (n,1)을 받아 (n,1)을 주는 네트워크

    A net of 2 hidden nodes (a line, ReLU, a line) that starts at given values.

    First layer: slopes (-1, 1), constants (0.5, -0.5). Second layer: slopes (2, 3), constant -1.3. → a net from (n,1) to (n,1)
    """
    raise NotImplementedError("make_net: not written yet")


def first_gradients(net, x, y):
    """출발점에서 MSE를 한 번 미분한 기울기입니다. net은 바뀌지 않고, 기울기가 남지 않아야 합니다.

    net: (n,1)을 받아 (n,1)을 주는 네트워크. x, y: (n,1) float32. → {파라메터의 이름: 기울기}, 이름은 `net.named_parameters()`의 것입니다.

    The gradients of the MSE at the start. The net does not change, and no gradient is left in it.

    net: a net from (n,1) to (n,1). x, y: (n,1) float32. → {name of the parameter: gradient}, with the names of `net.named_parameters()`.
    """
    # step1, step2: loss
    raise NotImplementedError("first_gradients: step1, step2: loss")
    # step3: 미분 / backward
    raise NotImplementedError("first_gradients: step3: 미분 / backward")


def fit_adam_then_sgd(net, x, y, lr=0.1, adam_epochs=5, sgd_epochs=10):
    """MSE로 Adam 5에폭, 이어서 SGD 10에폭을 학습합니다. 학습률은 같습니다. net을 그 자리에서 바꾸고, 돌려줍니다.

    net: (n,1)을 받아 (n,1)을 주는 네트워크. x, y: (n,1) float32.

    Trains with the MSE: 5 epochs of Adam, and from there 10 epochs of SGD, with the same learning rate. Changes net in place, and returns it.

    net: a net from (n,1) to (n,1). x, y: (n,1) float32.
    """
    # step1, step2: loss
    raise NotImplementedError("fit_adam_then_sgd: step1, step2: loss")
    # step3: 미분 / backward
    raise NotImplementedError("fit_adam_then_sgd: step3: 미분 / backward")
    # step4: update
    raise NotImplementedError("fit_adam_then_sgd: step4: update")
    # step1, step2: loss
    raise NotImplementedError("fit_adam_then_sgd: step1, step2: loss")
    # step3: 미분 / backward
    raise NotImplementedError("fit_adam_then_sgd: step3: 미분 / backward")
    # step4: update
    raise NotImplementedError("fit_adam_then_sgd: step4: update")


def path_of(net, x, y, lr=0.1, epochs=10):
    """MSE와 SGD로 학습하면서 파라메터가 지나간 길을 모읍니다. net을 그 자리에서 바꿉니다.

    net: (n,1)을 받아 (n,1)을 주는 네트워크. x, y: (n,1) float32.
    → (epochs+1, 파라메터의 수)의 텐서, 그래프 없음. 첫 행은 출발점, 다음 행들은 update한 다음이고, 한 행은 `net.parameters()`의 순서로 이어 붙인 것입니다.

    Trains with the MSE and SGD, and collects the path of the parameters. Changes net in place.

    net: a net from (n,1) to (n,1). x, y: (n,1) float32.
    → a tensor (epochs+1, number of parameters) without graph. The first row is the start, the next ones follow each update; a row is laid out in the order of `net.parameters()`.
    """
    # step1, step2: loss
    raise NotImplementedError("path_of: step1, step2: loss")
    # step3: 미분 / backward
    raise NotImplementedError("path_of: step3: 미분 / backward")
    # step4: update
    raise NotImplementedError("path_of: step4: update")


def print_path(path):
    """길을 한 행에 한 줄씩 출력합니다: `epoch 0: -1.0000 0.5000`처럼, 소수점 아래 넷째 자리까지, 사이에 빈칸 하나.

    path: (epochs+1, 파라메터의 수) float32. 돌려주는 값은 없습니다.

    Prints the path, a line for each row: `epoch 0: -1.0000 0.5000`, with four decimals and one blank between.

    path: (epochs+1, number of parameters) float32. Nothing is returned.
    """
    raise NotImplementedError("print_path: not written yet")


def fit_steps(net, x, y, lr=0.2, step_size=4, gamma=0.5, epochs=12):
    """MSE와 SGD로 학습하되, step_size에폭마다 학습률에 gamma를 곱합니다. net을 그 자리에서 바꾸고, 돌려줍니다.

    net: (n,1)을 받아 (n,1)을 주는 네트워크. x, y: (n,1) float32. 처음 step_size에폭의 학습률은 lr입니다.

    Trains with the MSE and SGD, and multiplies the learning rate by gamma after every step_size epochs. Changes net in place, and returns it.

    net: a net from (n,1) to (n,1). x, y: (n,1) float32. In the first step_size epochs the learning rate is lr.
    """
    # step1, step2: loss
    raise NotImplementedError("fit_steps: step1, step2: loss")
    # step3: 미분 / backward
    raise NotImplementedError("fit_steps: step3: 미분 / backward")
    # step4: update
    raise NotImplementedError("fit_steps: step4: update")


def fit_best(net, x, y, x_test, y_test, lr=0.1, epochs=20):
    """Adam으로 학습하고, 처음 보는 자료의 MSE가 가장 작았던 에폭의 파라메터로 되돌립니다. net을 그 자리에서 바꾸고, (net, 그 MSE)를 돌려줍니다.

    net: (n,1)을 받아 (n,1)을 주는 네트워크. x, y, x_test, y_test: (n,1) float32. loss는 MSE이고, 평가는 에폭마다 update한 다음에 미분 없이 합니다.
    출발점은 평가하지 않습니다. → (net, 숫자)

    Trains with Adam, and puts back the parameters of the epoch whose MSE on data not seen was smallest. Changes net in place, and returns (net, that MSE).

    net: a net from (n,1) to (n,1). x, y, x_test, y_test: (n,1) float32. The loss is the MSE; every epoch is evaluated after its update, without derivative.
    The start is not evaluated. → (net, a number)
    """
    # step1, step2: loss
    raise NotImplementedError("fit_best: step1, step2: loss")
    # step3: 미분 / backward
    raise NotImplementedError("fit_best: step3: 미분 / backward")
    # step4: update
    raise NotImplementedError("fit_best: step4: update")
    # 평가 / evaluation
    raise NotImplementedError("fit_best: 평가 / evaluation")
