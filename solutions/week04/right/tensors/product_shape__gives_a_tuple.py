"""Works out the rule by hand and returns tuples."""


def product_shape(A, b):
    inner_a = A.shape[-1]
    inner_b = b.shape[0]
    if inner_a != inner_b:
        return None
    return tuple(A.shape[:-1]) + tuple(b.shape[1:])
