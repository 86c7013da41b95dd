"""step: update

리스트가 아니라 generator를 돌려주었습니다. 한 번 읽으면 비어버립니다. `type(...)`과 `len(...)`을 확인하세요.

What comes back is a generator, not a list: it is empty once it has been read. Check its `type(...)` and `len(...)`.
"""


def parameters_as_list(net):
    return net.parameters()
