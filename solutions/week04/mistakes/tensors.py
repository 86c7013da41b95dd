# Known mistakes of tensors.py: a cell a program, as a student who makes it would write it.

# %% as_pair__keeps_integers
"""step: setup

정수를 넣으면 둘 다 int64로 남습니다. 강의의 '안 좋은 선언예시'와 같은 상황입니다. 자료형을 직접 정해 주세요.

Given integers, both stay int64: the lecture's "bad example" of a declaration. Say which dtype each should have.
"""
def as_pair(values):
    return np.array(values), torch.tensor(values)

# %% as_pair__leaves_the_tensor_in_double
"""step: setup

텐서가 float64입니다. 넘파이 배열에서 텐서를 만들면 배열의 자료형을 물려받습니다.

The tensor is float64. A tensor made from a numpy array inherits the array's dtype.
"""
-    tensor = torch.tensor(array, dtype=torch.float32)
+    tensor = torch.tensor(array)

# %% as_pair__loses_decimals_on_the_way
"""step: setup

배열의 자료형은 float64인데 값은 소수점 아래 7자리쯤에서 달라졌습니다. float32를 한 번 거치면 잃은 자리는 돌아오지 않습니다.

The array says float64, but its values changed around the seventh decimal. Digits lost by passing through float32 do not come back.
"""
def as_pair(values):
    tensor = torch.as_tensor(values, dtype=torch.float32)
    array = np.array(tensor, dtype=np.float64)
    return array, tensor

# %% as_pair__rounds_as_it_is_printed
"""step: setup

텐서의 값이 소수점 아래 네 자리에서 반올림되어 있습니다. 화면에 네 자리로 보이는 것은 출력 방식일 뿐, 텐서는 더 많은 자리를 가집니다.

The tensor's numbers are rounded to four places. Four places are how a tensor is printed; it holds more of them.
"""
-    tensor = torch.tensor(array, dtype=torch.float32)
+    tensor = torch.tensor(array.round(4), dtype=torch.float32)

# %% as_pair__swaps_the_order
"""step: setup

텐서가 먼저, 배열이 나중에 왔습니다. 돌려주는 순서를 설명과 비교해 보세요.

The tensor comes first and the array second. Compare the order of what you return with the description.
"""
-    return array, tensor
+    return tensor, array

# %% as_pair__takes_both_from_the_tensor
"""step: setup

배열도 float32입니다. 이미 짧아진 텐서에서 배열을 만들면 배열의 자료형도 텐서를 따라갑니다. 배열이 무엇으로부터 만들어졌는지 보세요.

The array is float32 as well. An array made from a tensor that is already short takes the tensor's dtype. Look at what the array is made from.
"""
def as_pair(values):
    tensor = torch.as_tensor(values, dtype=torch.float32)
    array = tensor.numpy()
    return array, tensor

# %% grid__has_one_point_too_many
"""step: setup

점이 하나 더 많습니다. num은 간격의 수가 아니라 점의 수입니다.

There is one point too many: num counts the points, not the gaps between them.
"""
def grid(start, stop, num):
    return torch.linspace(start, stop, num + 1)

# %% grid__is_in_double
"""step: setup

값은 맞지만 float64 텐서입니다. 넘파이에서 온 텐서는 넘파이의 자료형을 물려받습니다.

The values are right, but the tensor is float64: a tensor that comes from numpy inherits numpy's dtype.
"""
def grid(start, stop, num):
    return torch.tensor(np.linspace(start, stop, num))

# %% grid__keeps_the_lectures_numbers
"""step: setup

무엇을 넣어도 강의에 나온 그 점들이 나옵니다. 받은 start, stop, num을 쓰고 있는지 보세요.

The points are the lecture's whatever is asked for. See whether start, stop and num are used.
"""
def grid(start, stop, num):
    return torch.linspace(0, 1, 10)

# %% grid__leaves_out_the_end
"""step: setup

마지막 점이 stop에 닿지 않습니다. 점이 num개이면 그 사이의 간격은 몇 개인지 세어 보세요.

The last point does not reach stop. Count how many gaps lie between num points.
"""
def grid(start, stop, num):
    return start + (stop - start) / num * torch.arange(num)

# %% grid__stays_numpy
"""step: setup

넘파이 배열을 돌려주었습니다. 텐서여야 합니다. np 대신에 torch에도 같은 이름의 함수가 있는지 보세요.

A numpy array came back; a tensor was asked for. See whether torch has a function of the same name as np.
"""
def grid(start, stop, num):
    return np.linspace(start, stop, num)

# %% col_vector__is_made_for_three
"""step: setup

강의 예제처럼 길이가 3일 때만 됩니다. 길이를 숫자로 적는 대신 받은 벡터의 길이를 따르게 하세요.

It works for length 3 only, as in the lecture's example. Let it follow the length of what it is given instead of a written number.
"""
def col_vector(values):
    return torch.as_tensor(values).float().reshape(3, 1)

# %% col_vector__keeps_integers
"""step: setup

정수를 넣으면 int64로 남습니다. 나중에 행렬곱에서 자료형 에러가 나므로 float32로 바꾸는 편이 좋다고 했습니다.

Given integers it stays int64. The lecture turns them into float32, because products of mixed dtypes fail later.
"""
def col_vector(values):
    return torch.as_tensor(values).reshape(-1, 1)

# %% col_vector__makes_a_row
"""step: setup

1×n row-vector가 되었습니다. reshape에 넣은 두 수의 순서를 보세요. 행의 수가 먼저입니다.

It became a 1×n row vector. Look at the order of the two numbers of reshape: rows come first.
"""
def col_vector(values):
    return torch.as_tensor(values).float().reshape(1, -1)

# %% col_vector__stays_length_n
"""step: setup

길이가 n인 벡터 그대로입니다. 모양에 수가 하나면 벡터이고, 두 개여야 행과 열이 있습니다. .shape을 출력해 보세요.

It is still a length-n vector. One number in the shape makes a vector; rows and columns take two. Print its .shape.
"""
def col_vector(values):
    return torch.as_tensor(values).float()

# %% row_vector__is_made_for_three
def row_vector(values):
    return torch.as_tensor(values).float().reshape(1, 3)

# %% row_vector__keeps_integers
"""step: setup

정수를 넣으면 int64로 남습니다. 나중에 행렬곱에서 자료형 에러가 나므로 float32로 바꾸는 편이 좋다고 했습니다.

Given integers it stays int64. The lecture turns them into float32, because products of mixed dtypes fail later.
"""
def row_vector(values):
    return torch.as_tensor(values).reshape(1, -1)

# %% row_vector__makes_a_column
"""step: setup

n×1 col-vector가 되었습니다. reshape에 넣은 두 수의 순서를 보세요. 행의 수가 먼저입니다.

It became an n×1 column vector. Look at the order of the two numbers of reshape: rows come first.
"""
def row_vector(values):
    return torch.as_tensor(values).float().reshape(-1, 1)

# %% row_vector__stays_length_n
def row_vector(values):
    return torch.as_tensor(values).float()

# %% to_float32__becomes_an_array
"""step: setup

넘파이 배열이 되었습니다. float32인 텐서를 돌려주세요.

It became a numpy array. Return a tensor that is float32.
"""
def to_float32(t):
    return t.numpy().astype(np.float32)

# %% to_float32__flattens
"""step: setup

값과 자료형은 맞지만 모양이 사라졌습니다. 들어온 텐서의 .shape과 나가는 텐서의 .shape을 비교해 보세요.

Values and dtype are right, but the shape is gone. Compare the .shape that goes in with the one that comes out.
"""
def to_float32(t):
    return t.float().reshape(-1)

# %% to_float32__forgets_the_result
"""step: setup

자료형이 그대로입니다. 자료형을 바꾸는 함수는 t를 고치지 않고 새 텐서를 줍니다. 그 결과를 어디에 두었는지 보세요.

The dtype has not changed. Converting gives a new tensor and leaves t as it is. Look at where the result went.
"""
def to_float32(t):
    t.float()
    return t

# %% to_float32__goes_to_double
"""step: setup

float64가 되었습니다. 텐서의 .double()과 .float()는 서로 다른 자료형입니다.

It became float64: .double() and .float() of a tensor are different dtypes.
"""
def to_float32(t):
    return t.double()

# %% matmul_any__converts_A_alone
"""step: setup

A만 소수로 바꾸었습니다. b가 정수이면 에러1이 납니다.

Only A is turned into float32. Where b holds integers, the lecture's first error is left.
"""
def matmul_any(A, b):
    return A.float() @ b

# %% matmul_any__converts_b_alone
"""step: setup

b만 소수로 바꾸었습니다. A가 정수이면 에러2가 납니다.

Only b is turned into float32. Where A holds integers, the lecture's second error is left.
"""
def matmul_any(A, b):
    return A @ b.float()

# %% matmul_any__goes_to_integers
"""step: setup

둘 다 정수로 통일하면 소수점 아래가 버려집니다. 강의가 '더 좋은 방법'이라고 한 쪽을 보세요.

Making both integers throws the decimals away. Look at the way the lecture calls better.
"""
def matmul_any(A, b):
    return (A.long() @ b.long()).float()

# %% matmul_any__multiplies_as_they_are
"""step: setup

강의의 에러1, 에러2와 같습니다. 자료형이 섞이면 곱할 수 없고, 둘 다 정수이면 결과도 정수입니다. 곱하기 전에 두 자료형을 보세요.

These are the lecture's two errors: mixed dtypes cannot be multiplied, and two integer tensors give integers. Look at both dtypes before the product.
"""
def matmul_any(A, b):
    return A @ b

# %% matmul_any__multiplies_by_element
"""step: setup

원소끼리 곱했습니다. 행렬곱과 원소곱은 다른 기호를 씁니다. 결과의 .shape도 보세요.

The elements were multiplied one by one. The matrix product has a sign of its own; look at the result's .shape, too.
"""
def matmul_any(A, b):
    return A.float() * b.float()

# %% matmul_any__swaps_the_sides
"""step: setup

b @ A를 계산했습니다. 행렬곱은 순서를 바꾸면 다른 값이 되거나 계산할 수 없습니다.

This is b @ A. A matrix product changes, or cannot be computed, when its sides are swapped.
"""
def matmul_any(A, b):
    return b.float() @ A.float()

# %% product_shape__gives_the_product
"""step: setup

곱한 값을 돌려주었습니다. 여기서는 그 모양만 필요합니다.

The product itself came back. Only its shape was asked for.
"""
-        return (A @ b).shape
+        return A @ b

# %% product_shape__lets_the_error_out
"""step: setup

계산할 수 없는 곱에서 에러가 그대로 나왔습니다. 에러 대신 None을 돌려주어야 합니다.

The error of an impossible product came out. Where it cannot be computed, None was asked for.
"""
def product_shape(A, b):
    return (A @ b).shape

# %% product_shape__makes_vectors_columns
"""step: setup

길이가 n인 벡터와 곱한 결과에 1이 하나 더 붙었습니다. A@b3의 모양을 직접 출력해 보세요.

The product with a length-n vector has an extra 1 in its shape. Print the shape of A@b3 yourself.
"""
 def product_shape(A, b):
+    if A.dim() == 1:
+        A = A.reshape(1, -1)
+    if b.dim() == 1:
+        b = b.reshape(-1, 1)

# %% product_shape__multiplies_by_element
"""step: setup

원소끼리 곱한 모양입니다. 원소곱은 브로드캐스팅이 되지만 행렬곱은 안쪽의 두 수가 같아야 합니다.

This is the shape of an element-wise product. That one broadcasts; a matrix product needs its two inner numbers to be equal.
"""
-        return (A @ b).shape
+        return (A * b).shape

# %% product_shape__refuses_vectors
"""step: setup

길이가 n인 벡터(b3)와의 곱을 계산할 수 없다고 했습니다. torch는 벡터를 자리에 따라 col-vec이나 row-vec처럼 해석합니다.

Products with a length-n vector (b3) were called impossible. torch reads such a vector as a column or a row, whichever fits its side.
"""
def product_shape(A, b):
    if A.dim() != 2 or b.dim() != 2 or A.shape[1] != b.shape[0]:
        return None
    return (A @ b).shape

# %% product_shape__swaps_the_sides
"""step: setup

b @ A의 모양입니다. 강의의 표는 두 순서의 답이 다릅니다.

This is the shape of b @ A. In the lecture's table the two orders have different answers.
"""
-        return (A @ b).shape
+        return (b @ A).shape

# %% product_shape__trusts_the_outer_numbers
"""step: setup

바깥쪽 두 수만 보고 안쪽 두 수가 같은지는 보지 않았습니다. 2×2와 1×2를 곱해 보세요.

Only the outer numbers were looked at, not whether the inner ones agree. Try 2×2 with 1×2.
"""
def product_shape(A, b):
    if A.dim() == 1:
        return b.shape[1:] if len(A) == len(b) else None
    if b.dim() == 1:
        return A.shape[:1] if A.shape[1] == len(b) else None
    return torch.Size([A.shape[0], b.shape[1]])

# %% pairwise_difference__drops_the_sign
"""step: setup

모든 값이 0 이상입니다. 거리가 아니라 차이이므로 부호를 남겨 두세요.

No value is below 0. A difference is asked for, not a distance: keep the sign.
"""
-    return a - b
+    return (a - b).abs()

# %% pairwise_difference__has_the_other_sign
"""step: setup

부호가 반대입니다 (행과 열이 바뀌었습니다). 길이가 n인 쪽에서 n×1인 쪽을 빼야 합니다.

The signs are turned round (rows and columns are swapped). The n×1 one is to be taken from the length-n one.
"""
-    return a - b
+    return b - a

# %% pairwise_difference__is_made_for_three
"""step: setup

강의 예제처럼 길이가 3일 때만 됩니다. 받은 벡터의 길이를 따르게 하세요.

It works for length 3 only, as in the lecture's example. Let it follow the length it is given.
"""
-    b = a.reshape(-1, 1)
+    b = a.reshape(3, 1)

# %% pairwise_difference__never_broadcasts
"""step: setup

같은 모양끼리 빼서 모두 0이 되었습니다. n×n이 되려면 둘의 모양이 달라야 합니다.

Equal shapes were subtracted, so everything is 0. To become n×n the two must differ in shape.
"""
-    b = a.reshape(-1, 1)
+    b = a

# %% residual__broadcasts_to_n_by_n
"""step: setup

(n,)과 (n,1)을 그대로 빼면 브로드캐스팅이 되어 n×n이 됩니다. 빼기 전에 두 .shape을 출력해 보세요.

Taking (n,1) from (n,) as they are broadcasts to n×n. Print both .shape before subtracting.
"""
def residual(y, yhat):
    return y - yhat

# %% residual__has_the_other_sign
"""step: setup

부호가 반대입니다. 잔차는 관측값에서 예측값을 뺀 것입니다.

The sign is turned round. A residual is what was observed minus what was predicted.
"""
def residual(y, yhat):
    return yhat.reshape(-1, 1) - y.reshape(-1, 1)

# %% residual__is_flat
"""step: setup

값은 맞지만 모양이 (n,)입니다. n×1로 돌려주세요.

The values are right, but the shape is (n,). Return n×1.
"""
def residual(y, yhat):
    return y.reshape(-1) - yhat.reshape(-1)

# %% residual__is_made_for_a_hundred
"""step: setup

강의 자료처럼 100행일 때만 됩니다. 100을 적는 대신 받은 자료의 길이를 따르게 하세요.

It works for 100 rows only, like the lecture's data. Let it follow the length it is given instead of a written 100.
"""
def residual(y, yhat):
    return y.reshape(100, 1) - yhat.reshape(100, 1)

# %% residual__mends_y_alone
"""step: setup

y의 모양만 고쳤습니다. yhat이 (n,)이면 여전히 n×n이 됩니다.

Only the shape of y was mended. Where yhat is (n,) it still becomes n×n.
"""
def residual(y, yhat):
    return y.reshape(-1, 1) - yhat

# %% residual__mends_yhat_alone
"""step: setup

yhat의 모양만 고쳤습니다. y가 (n,)이면 여전히 n×n이 됩니다.

Only the shape of yhat was mended. Where y is (n,) it still becomes n×n.
"""
def residual(y, yhat):
    return y - yhat.reshape(-1, 1)

# %% residual__squares
"""step: setup

제곱까지 했습니다. 여기서는 빼기까지만 합니다. 제곱은 step2에서 합니다.

It is squared already. Only the difference is asked for here; squares come with step2.
"""
def residual(y, yhat):
    return (y.reshape(-1, 1) - yhat.reshape(-1, 1)) ** 2
