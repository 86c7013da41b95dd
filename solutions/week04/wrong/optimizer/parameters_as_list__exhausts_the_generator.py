"""step: update

generator를 한 번 다 읽은 뒤에 리스트로 만들어서 리스트가 비어있습니다.

The generator was read to its end before the list was made of it, so the list is empty.
"""


def parameters_as_list(net):
    _generator = net.parameters()
    for p in _generator:
        print(p.shape)
    return list(_generator)
