"""step: update

새 텐서를 만들어 이름만 What이라고 붙였습니다. 주어진 What은 그대로이고, 새 텐서는 잎(leaf)이 아니라서 .grad가 채워지지 않습니다.

A new tensor was made and only called What. The given What has not moved, and the new one is no leaf, so its .grad stays empty.
"""


def update(What, lr):
    # step4: update
    What = What - lr * What.grad
    return What
