"""overfitting.py의 공개 채점. 이 폴더에서 `pytest`를 실행하세요.

Public checks of overfitting.py. Run `pytest` in this folder.
"""

import torch

import overfitting


def dropped():
    """드롭아웃뿐인 네트워크 / a net of nothing but dropout."""
    return torch.nn.Sequential(torch.nn.Dropout(0.5))


def agree(got, right, ko, en):
    """값이 소수점 아래 넷째 자리까지 같아야 합니다 / agrees to four decimals."""
    got = torch.as_tensor(got, dtype=torch.float32).detach()
    want = torch.tensor(right)
    same = got.shape == want.shape and torch.allclose(got, want, rtol=0, atol=1e-4)
    assert same, f"\n{ko}\n{en}\n  나온 값 · got:      {got.double().round(decimals=7).tolist()}\n  맞는 값 · right:    {want.double().round(decimals=7).tolist()} (± 0.0001)"


def test_predict():
    net = dropped()
    agree(overfitting.predict(net, torch.ones(3, 1)), [[1.0], [1.0], [1.0]],
          "평가 모드에서 드롭아웃은 아무 일도 하지 않습니다.", "In evaluation mode dropout does nothing.")
    line = torch.nn.Linear(1, 1)
    assert not overfitting.predict(line, torch.ones(3, 1)).requires_grad, "\n그래프가 남아 있습니다. 그래프가 없는 텐서를 돌려주세요.\nIt still has a graph. Return a tensor without one."
    assert net.training, "\n다시 학습 모드여야 합니다.\nThe net is in training mode again."


def test_train_and_test_mse():
    zeros, twos = torch.zeros(2, 1), torch.full((3, 1), 2.0)
    net = dropped()
    agree(overfitting.train_and_test_mse(net, zeros, zeros + 1, twos, twos - 2), [1.0, 4.0],
          "train의 MSE는 1, test의 MSE는 4입니다.", "The MSE of train is 1, that of test is 4.")
    assert net.training, "\n다시 학습 모드여야 합니다.\nThe net is in training mode again."


def test_fit_dropout():
    net = torch.nn.Sequential(torch.nn.Linear(1, 1), torch.nn.Dropout(0.5))
    assert overfitting.fit_dropout(net.eval(), torch.ones(2, 1), torch.ones(2, 1), epochs=1) is net
    assert not net.training, "\n평가 모드로 돌려주세요.\nReturn the net in evaluation mode."


def test_fit_dropout_with_all_dropped():
    net = torch.nn.Sequential(torch.nn.Linear(1, 1), torch.nn.Dropout(1.0))
    for p in net.parameters():
        p.data = torch.ones_like(p)
    overfitting.fit_dropout(net.eval(), torch.ones(2, 1), torch.zeros(2, 1), lr=0.1, epochs=2)
    agree(torch.cat([p.detach().reshape(-1) for p in net.parameters()]), [1.0, 1.0],
          "학습하는 동안 모두 지워지면 배울 것이 없습니다. 학습 모드에서 학습하세요.", "Where training drops everything, there is nothing to learn. Train in training mode.")


def test_fit_dropout_of_three_epochs():
    net = torch.nn.Sequential(torch.nn.Linear(1, 1), torch.nn.Dropout(0.0))
    for p in net.parameters():
        p.data = torch.ones_like(p)
    overfitting.fit_dropout(net, torch.tensor([[-1.0], [0.0], [2.0]]), torch.tensor([[1.0], [2.0], [0.0]]), lr=0.1, epochs=3)
    agree(torch.cat([p.detach().reshape(-1) for p in net.parameters()]), [0.7013, 0.72],
          "관측값 셋으로 세 에폭 학습한 파라메터가 다릅니다.", "The parameters after three epochs on three observations are off.")
