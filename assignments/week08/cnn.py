"""작은 이미지와 작은 CNN (08wk)

Tiny images and a small CNN (08wk)
"""

import pandas as pd
import torch


def load_images(path):
    """csv 파일에서 8×8 이미지와 레이블을 읽습니다. 0부터 9까지의 밝기를 0부터 1까지로 바꿉니다.

    path: 열이 label, p0, …, p63인 csv 파일의 위치 (n행). 픽셀은 윗줄부터 차례로 있습니다. → X: (n,1,8,8) float32, labels: (n,) int64

    Reads images of 8×8 and their labels from a csv file. Grey values of 0 to 9 become 0 to 1.

    path: where a csv file with columns label, p0, …, p63 is (n rows). Pixels stand row by row, from the top. → X: (n,1,8,8) float32, labels: (n,) int64
    """
    raise NotImplementedError("load_images: not written yet")


class CNN(torch.nn.Module):
    """3×3 합성곱, ReLU, 2×2 맥스풀링, Flatten, 직선.

    CNN(channels): 입력은 (n,1,8,8), 필터는 channels개 (padding 없음), 출력은 점수 (n,3). 합성곱을 먼저, 직선을 나중에 만듭니다.

    A convolution of 3×3, ReLU, max pooling of 2×2, Flatten, a line.

    CNN(channels): inputs (n,1,8,8), channels filters (no padding), outputs are scores (n,3). The convolution is made first, then the line.
    """

    def __init__(self, channels):
        super().__init__()
        raise NotImplementedError("CNN.__init__: not written yet")

    def forward(self, X):
        # step1: yhat
        raise NotImplementedError("CNN.forward: step1: yhat")


def make_cnn(channels, seed):
    """합성곱이 두 번인 네트워크를 `torch.nn.Sequential`로 만듭니다. seed를 고정한 다음 앞의 층부터 만듭니다.

    Conv2d(1→channels, 3×3, padding=1), ReLU, MaxPool2d(2), Conv2d(channels→2·channels, 3×3), ReLU, Flatten, Linear(→3)
    channels, seed: 정수 → (n,1,8,8)을 받아 점수 (n,3)을 주는 네트워크.

    A net of two convolutions as a `torch.nn.Sequential`: fix the seed, then make the layers from the first on.

    Conv2d(1→channels, 3×3, padding=1), ReLU, MaxPool2d(2), Conv2d(channels→2·channels, 3×3), ReLU, Flatten, Linear(→3)
    channels, seed: whole numbers → a net from (n,1,8,8) to scores (n,3).
    """
    raise NotImplementedError("make_cnn: not written yet")


def shapes_through(net, X):
    """X가 net의 층을 하나씩 지날 때마다의 모양입니다.

    net: `torch.nn.Sequential`. → 층의 수만큼의 모양 (`torch.Size`나 tuple)의 list

    The shape of X after every layer of net.

    net: a `torch.nn.Sequential`. → a list of shapes (`torch.Size` or tuple), one for each layer
    """
    raise NotImplementedError("shapes_through: not written yet")


def fit_cnn(net, X, labels, lr=0.01, epochs=3, batch_size=20):
    """자료를 순서대로 미니배치로 나누어 cross-entropy와 Adam으로 epochs번 학습합니다. net을 그 자리에서 바꾸고, 돌려줍니다.

    net: (n,1,8,8)을 받아 점수 (n,3)을 주는 네트워크. X: (n,1,8,8) float32, labels: (n,) int64. 미니배치의 loss는 평균입니다.

    Trains with cross-entropy and Adam for epochs epochs, on mini-batches in the order of the data. Changes net in place, and returns it.

    net: a net from (n,1,8,8) to scores (n,3). X: (n,1,8,8) float32, labels: (n,) int64. The loss of a mini-batch is a mean.
    """
    # step1: yhat
    raise NotImplementedError("fit_cnn: step1: yhat")
    # step2: loss
    raise NotImplementedError("fit_cnn: step2: loss")
    # step3: 미분 / backward
    raise NotImplementedError("fit_cnn: step3: 미분 / backward")
    # step4: update
    raise NotImplementedError("fit_cnn: step4: update")


def predict(net, X):
    """점수가 가장 큰 레이블입니다.

    net: (n,1,8,8)을 받아 점수 (n,3)을 주는 네트워크. → (n,) int64

    The label with the largest score.

    net: a net from (n,1,8,8) to scores (n,3). → (n,) int64
    """
    raise NotImplementedError("predict: not written yet")
