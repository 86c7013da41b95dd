""""hello"의 다음 글자를 배우기 (10wk)

Learning the next letter of "hello" (10wk)
"""

import torch


class CharLSTM(torch.nn.Module):
    """임베딩, LSTM, 직선: 글자마다 다음 글자의 점수를 줍니다.

    CharLSTM(size, p, q): 글자는 size가지, 임베딩은 (size,p), 은닉상태는 q개, 출력은 점수 size개. 입력은 글자의 번호 (n,) int64, 출력은 (n,size)입니다.

    Embedding, LSTM, a line: for every letter it gives scores of the next one.

    CharLSTM(size, p, q): size different letters, an embedding of (size,p), q hidden numbers, size scores. Inputs are numbers of letters (n,) int64, outputs (n,size).
    """

    def __init__(self, size, p, q):
        super().__init__()
        raise NotImplementedError("CharLSTM.__init__: not written yet")

    def forward(self, x):
        # 인코딩 / encoding
        raise NotImplementedError("CharLSTM.forward: 인코딩 / encoding")
        # 은닉상태 / hidden state
        raise NotImplementedError("CharLSTM.forward: 은닉상태 / hidden state")
        # yhat
        raise NotImplementedError("CharLSTM.forward: yhat")


def fit_text(net, x, y, lr=0.1, epochs=10):
    """다음 글자를 맞히도록 cross-entropy와 Adam으로 epochs번 학습합니다. net을 그 자리에서 바꾸고, 돌려줍니다.

    net: 글자의 번호 (n,)을 받아 점수 (n,size)를 주는 네트워크. x, y: (n,) int64, y는 다음 글자의 번호입니다.

    Trains with cross-entropy and Adam to guess the next letter, for epochs epochs. Changes net in place, and returns it.

    net: a net from numbers of letters (n,) to scores (n,size). x, y: (n,) int64, y holds the numbers of the next letters.
    """
    # yhat
    raise NotImplementedError("fit_text: yhat")
    # loss
    raise NotImplementedError("fit_text: loss")
    # 미분 / backward
    raise NotImplementedError("fit_text: 미분 / backward")
    # update
    raise NotImplementedError("fit_text: update")


def generate(net, start, length, vocabulary):
    """start에 이어서 글자를 length개 씁니다. 매번 그때까지의 글 전체를 net에 넣고, 마지막 시점에서 점수가 가장 큰 글자를 붙입니다.

    net: 글자의 번호 (n,)을 받아 점수 (n,size)를 주는 네트워크. start: 문자열, length: 정수, vocabulary: 글자의 list → start로 시작하는 문자열

    Writes length letters after start. Each time it gives net the whole text so far, and appends the letter with the largest score of the last moment.

    net: a net from numbers of letters (n,) to scores (n,size). start: a string, length: a whole number, vocabulary: a list of letters → a string that begins with start
    """
    raise NotImplementedError("generate: not written yet")
