"""How the calls of tensors.py are made where it takes more than calling. Runs beside the student's code."""

import numpy as np


def as_pair(work, values):
    out = work.as_pair(values)
    array, tensor = out if isinstance(out, (tuple, list)) and len(out) == 2 else (None, None)
    digits = array.tolist() if isinstance(array, np.ndarray) else None
    return {"returned": out, "array": array, "tensor": tensor, "digits": digits}
