# Other right answers to tensors.py: a cell a program.

# %% as_pair__asarray
"""Uses asarray and as_tensor instead of copying."""
def as_pair(values):
    return np.asarray(values, dtype="float64"), torch.as_tensor(values, dtype=torch.float32)

# %% as_pair__casts_in_numpy
"""Rounds to float32 in numpy, then moves over."""
def as_pair(values):
    array = np.array(values, dtype=np.float64)
    return array, torch.from_numpy(array.astype(np.float32))

# %% as_pair__float_method
"""Makes the tensor from the array and calls float()."""
def as_pair(values):
    array = np.array([float(value) for value in values])
    return array, torch.from_numpy(array).float()

# %% as_pair__floattensor
"""Uses the legacy constructor, and returns a list."""
def as_pair(values):
    numbers = [float(value) for value in values]
    return [np.array(numbers), torch.FloatTensor(numbers)]

# %% grid__casts_in_numpy
"""Casts to float32 in numpy already."""
def grid(start, stop, num):
    return torch.from_numpy(np.linspace(start, stop, num).astype("float32"))

# %% grid__from_a_list
"""Computes every point in Python's double."""
def grid(start, stop, num):
    return torch.tensor([start + (stop - start) * i / (num - 1) for i in range(num)])

# %% grid__from_arange
"""Steps by hand from arange."""
def grid(start, stop, num):
    step = (stop - start) / (num - 1)
    return (start + step * torch.arange(num)).float()

# %% grid__from_numpy
"""Makes the points in numpy in double, then casts."""
def grid(start, stop, num):
    return torch.tensor(np.linspace(start, stop, num), dtype=torch.float32)

# %% grid__mixes_the_ends
"""Weighs the two ends."""
def grid(start, stop, num):
    share = torch.arange(num, dtype=torch.float32) / (num - 1)
    return start * (1 - share) + stop * share

# %% col_vector__indexes_with_none
"""Adds an axis by indexing."""
def col_vector(values):
    return torch.as_tensor(values, dtype=torch.float32)[:, None]

# %% col_vector__of_lists
"""Builds [[v], …] as the lecture's first way."""
def col_vector(values):
    return torch.tensor([[float(value)] for value in values])

# %% col_vector__turns_a_row
"""Transposes a row."""
def col_vector(values):
    return torch.as_tensor(values, dtype=torch.float32).reshape(1, -1).T

# %% col_vector__unsqueezes
"""Unsqueezes the second axis."""
def col_vector(values):
    return torch.as_tensor(values).to(torch.float32).unsqueeze(1)

# %% col_vector__views_by_length
"""Reshapes by len, as the lecture's second way."""
def col_vector(values):
    return torch.FloatTensor(list(values)).view(len(values), 1)

# %% row_vector__goes_through_numpy
"""Uses numpy's reshape and casts on the way in."""
def row_vector(values):
    return torch.from_numpy(np.array(values, dtype=np.float64).reshape(1, -1)).float()

# %% row_vector__indexes_with_none
"""Adds an axis by indexing."""
def row_vector(values):
    return torch.as_tensor(values, dtype=torch.float32)[None, :]

# %% row_vector__of_lists
"""Builds [[…]] as the lecture's first way."""
def row_vector(values):
    return torch.tensor([[float(value) for value in values]])

# %% row_vector__stacks
"""Stacks one row."""
def row_vector(values):
    return torch.stack([torch.as_tensor(values, dtype=torch.float32)])

# %% row_vector__unsqueezes
"""Unsqueezes the first axis."""
def row_vector(values):
    return torch.as_tensor(values).float().unsqueeze(0)

# %% to_float32__as_tensor
"""Uses as_tensor with a dtype."""
def to_float32(t):
    return torch.as_tensor(t, dtype=torch.float32)

# %% to_float32__from_lists
"""Makes a new tensor of the same numbers."""
def to_float32(t):
    return torch.tensor(t.tolist(), dtype=torch.float32)

# %% to_float32__to
"""Uses to(dtype)."""
def to_float32(t):
    return t.to(torch.float32)

# %% to_float32__type
"""Uses type(dtype)."""
def to_float32(t):
    return t.type(torch.float32)

# %% matmul_any__einsum
"""Says the sum of products by index."""
def matmul_any(A, b):
    return torch.einsum("ij,jk->ik", A.float(), b.float())

# %% matmul_any__in_double
"""Multiplies in double, then casts back."""
def matmul_any(A, b):
    return (A.double() @ b.double()).float()

# %% matmul_any__numpy_inside
"""Multiplies in numpy and comes back."""
def matmul_any(A, b):
    return torch.tensor(A.numpy().astype(float) @ b.numpy().astype(float), dtype=torch.float32)

# %% matmul_any__sums_by_hand
"""Broadcasts and sums."""
def matmul_any(A, b):
    return (A.float()[:, :, None] * b.float()[None, :, :]).sum(1)

# %% matmul_any__to
"""Uses to(dtype) and matmul."""
def matmul_any(A, b):
    return torch.matmul(A.to(torch.float32), b.to(torch.float32))

# %% product_shape__asks_numpy
"""Lets numpy decide."""
-        return (A @ b).shape
-    except RuntimeError:
+        return np.matmul(A.numpy(), b.numpy()).shape
+    except ValueError:

# %% product_shape__catches_everything
"""A bare except, as beginners write it."""
def product_shape(A, b):
    try:
        result = A @ b
    except:
        return None
    return result.shape

# %% product_shape__gives_a_list
"""Returns the sizes as a list."""
-        return (A @ b).shape
-    except RuntimeError:
+        return list(torch.matmul(A, b).size())
+    except Exception:

# %% product_shape__gives_a_tuple
"""Works out the rule by hand and returns tuples."""
def product_shape(A, b):
    inner_a = A.shape[-1]
    inner_b = b.shape[0]
    if inner_a != inner_b:
        return None
    return tuple(A.shape[:-1]) + tuple(b.shape[1:])

# %% pairwise_difference__indexes_with_none
"""Adds both axes by indexing."""
def pairwise_difference(a):
    return a[None, :] - a[:, None]

# %% pairwise_difference__loops
"""Fills the table number by number."""
def pairwise_difference(a):
    rows = [torch.stack([a[j] - a[i] for j in range(len(a))]) for i in range(len(a))]
    return torch.stack(rows)

# %% pairwise_difference__transposes
"""Takes the other difference and transposes it."""
def pairwise_difference(a):
    return (a.unsqueeze(1) - a).T

# %% pairwise_difference__turns_the_other_sign
"""Takes the other difference and changes its sign."""
def pairwise_difference(a):
    return -(a.reshape(len(a), 1) - a)

# %% residual__asks_before_mending
"""Mends only what needs it."""
def residual(y, yhat):
    if y.dim() == 1:
        y = y[:, None]
    if yhat.dim() == 1:
        yhat = yhat[:, None]
    return torch.sub(y, yhat)

# %% residual__by_length
"""Reshapes by len."""
def residual(y, yhat):
    n = len(y)
    return torch.reshape(y, (n, 1)) - torch.reshape(yhat, (n, 1))

# %% residual__flattens_first
"""Subtracts flat, then makes a column."""
def residual(y, yhat):
    return (y.flatten() - yhat.flatten()).unsqueeze(1)

# %% residual__follows_yhat
"""Reshapes y like a column yhat."""
def residual(y, yhat):
    yhat = yhat.reshape(-1, 1)
    return y.reshape(yhat.shape) - yhat

# %% residual__views
"""Views both as columns."""
def residual(y, yhat):
    return y.view(-1, 1) - yhat.view(-1, 1)
