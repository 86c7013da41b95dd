# %% load_images__not_scaled
"""step: setup

밝기가 0부터 9까지 그대로입니다. 0부터 1까지로 바꾸세요.

Grey values are 0 to 9, as they were. Make them 0 to 1.
"""
-    X = torch.tensor(df.iloc[:, 1:].values).float().reshape(-1, 1, 8, 8) / 9
+    X = torch.tensor(df.iloc[:, 1:].values).float().reshape(-1, 1, 8, 8)

# %% load_images__no_channel
"""step: setup

채널이 없습니다. 흑백 이미지는 채널이 하나인 (n,1,8,8)입니다.

There is no channel. A grey image has one: (n,1,8,8).
"""
-    X = torch.tensor(df.iloc[:, 1:].values).float().reshape(-1, 1, 8, 8) / 9
+    X = torch.tensor(df.iloc[:, 1:].values).float().reshape(-1, 8, 8) / 9

# %% load_images__flat
"""step: setup

이미지가 길이 64인 줄로 남았습니다. 8×8로 접으세요.

An image is still a row of 64 numbers. Make it 8×8.
"""
-    X = torch.tensor(df.iloc[:, 1:].values).float().reshape(-1, 1, 8, 8) / 9
+    X = torch.tensor(df.iloc[:, 1:].values).float() / 9

# %% load_images__label_is_a_pixel
"""step: setup

레이블을 첫 픽셀로 읽어서 모든 픽셀이 한 칸씩 밀렸습니다.

The label is taken for the first pixel, and all pixels are one place off.
"""
-    X = torch.tensor(df.iloc[:, 1:].values).float().reshape(-1, 1, 8, 8) / 9
+    X = torch.tensor(df.iloc[:, :64].values).float().reshape(-1, 1, 8, 8) / 9

# %% load_images__turned
"""step: setup

이미지의 세로와 가로가 바뀌었습니다. 가로줄이 세로줄이 됩니다.

Height and width of the images are swapped: a lying line stands.
"""
-    return X, labels
+    return X.transpose(2, 3), labels

# %% load_images__labels_are_a_column
"""step: setup

labels가 (n,1)입니다. CrossEntropyLoss는 (n,)을 받습니다.

labels is (n,1). CrossEntropyLoss takes (n,).
"""
-    labels = torch.tensor(df.label.values)
+    labels = torch.tensor(df.label.values).reshape(-1, 1)

# %% load_images__labels_are_floats
"""step: setup

labels가 실수입니다. CrossEntropyLoss는 int64를 받습니다.

labels are no whole numbers. CrossEntropyLoss takes int64.
"""
-    labels = torch.tensor(df.label.values)
+    labels = torch.tensor(df.label.values).float()

# %% CNN__no_relu
"""step: yhat

ReLU가 빠졌습니다.

ReLU is missing.
"""
-        v = torch.relu(self.conv(X))
+        v = self.conv(X)

# %% CNN__no_pooling
"""step: yhat

맥스풀링이 빠졌습니다. 6×6이 3×3으로 줄어야 합니다.

Max pooling is missing: 6×6 becomes 3×3.
"""
-        self.out = torch.nn.Linear(channels * 3 * 3, 3)
+        self.out = torch.nn.Linear(channels * 6 * 6, 3)

-        v = torch.nn.functional.max_pool2d(v, 2)

# %% CNN__averages
"""step: yhat

맥스풀링이 아니라 평균풀링입니다.

It is average pooling, not max pooling.
"""
-        v = torch.nn.functional.max_pool2d(v, 2)
+        v = torch.nn.functional.avg_pool2d(v, 2)

# %% CNN__relu_on_the_scores
"""step: yhat

점수에도 ReLU를 취해서 음수인 점수가 없어졌습니다.

ReLU is applied to the scores, too: no score is negative any more.
"""
-        return self.out(v.flatten(1))
+        return torch.relu(self.out(v.flatten(1)))

# %% CNN__softmax_at_the_end
"""step: yhat

점수가 아니라 확률입니다. softmax는 CrossEntropyLoss가 합니다.

These are probabilities, not scores. Softmax is CrossEntropyLoss's work.
"""
-        return self.out(v.flatten(1))
+        return torch.softmax(self.out(v.flatten(1)), dim=1)

# %% CNN__padded
"""step: setup

padding=1이라서 크기가 8×8로 남고, 직선의 파라메터가 더 많습니다.

With padding=1 the size stays 8×8, and the line has more parameters.
"""
-        self.conv = torch.nn.Conv2d(1, channels, 3)
-        self.out = torch.nn.Linear(channels * 3 * 3, 3)
+        self.conv = torch.nn.Conv2d(1, channels, 3, padding=1)
+        self.out = torch.nn.Linear(channels * 4 * 4, 3)

# %% CNN__one_filter
"""step: setup

필터가 channels개여야 합니다.

There have to be channels filters.
"""
-        self.conv = torch.nn.Conv2d(1, channels, 3)
-        self.out = torch.nn.Linear(channels * 3 * 3, 3)
+        self.conv = torch.nn.Conv2d(1, 1, 3)
+        self.out = torch.nn.Linear(3 * 3, 3)

# %% CNN__off_the_graph
"""step: yhat

점수에 그래프가 없습니다. 이 네트워크는 학습할 수 없습니다.

The scores have no graph: this net cannot be trained.
"""
-        return self.out(v.flatten(1))
+        return self.out(v.flatten(1)).detach()

# %% CNN__line_first
"""step: setup

직선을 먼저 만들었습니다. 층을 만드는 순서대로 난수를 쓰므로, 같은 seed에서도 값이 다릅니다.

The line is made first. Layers draw their numbers in the order they are made: the same seed gives other ones.
"""
-        self.conv = torch.nn.Conv2d(1, channels, 3)
-        self.out = torch.nn.Linear(channels * 3 * 3, 3)
+        self.out = torch.nn.Linear(channels * 3 * 3, 3)
+        self.conv = torch.nn.Conv2d(1, channels, 3)

# %% make_cnn__no_seed
"""step: setup

seed를 고정하지 않았습니다. 층을 만들기 전에 고정하세요.

The seed is not fixed. Fix it before the layers are made.
"""
-    torch.manual_seed(seed)
-    return torch.nn.Sequential(
+    return torch.nn.Sequential(

# %% make_cnn__line_first
"""step: setup

직선을 먼저 만들었습니다. 앞의 층부터 만들어야 seed가 정한 파라메터가 나옵니다.

The line is made first. The parameters are those of the seed only if layers are made from the first on.
"""
-    return torch.nn.Sequential(
+    line = torch.nn.Linear(8 * channels, 3)
+    return torch.nn.Sequential(

-        torch.nn.Linear(2 * channels * 2 * 2, 3),
+        line,

# %% make_cnn__no_padding
"""step: yhat

첫 합성곱에 padding=1이 없어서 크기가 줄었습니다.

The first convolution has no padding=1, and the size shrinks.
"""
-        torch.nn.Conv2d(1, channels, 3, padding=1),
+        torch.nn.Conv2d(1, channels, 3),

-        torch.nn.Linear(2 * channels * 2 * 2, 3),
+        torch.nn.Linear(2 * channels, 3),

# %% make_cnn__one_relu
"""step: yhat

둘째 합성곱 뒤에 ReLU가 없습니다.

There is no ReLU after the second convolution.
"""
-        torch.nn.Conv2d(channels, 2 * channels, 3),
-        torch.nn.ReLU(),
+        torch.nn.Conv2d(channels, 2 * channels, 3),

# %% make_cnn__pools_by_mean
"""step: yhat

맥스풀링이 아니라 평균풀링입니다.

It is average pooling, not max pooling.
"""
-        torch.nn.MaxPool2d(2),
+        torch.nn.AvgPool2d(2),

# %% shapes_through__only_the_last
"""step: setup

마지막 모양만 있습니다. 층을 지날 때마다 적으세요.

There is the last shape only. Note one after every layer.
"""
-        X = layer(X)
-        shapes.append(X.shape)
+        X = layer(X)
+    shapes.append(X.shape)

# %% shapes_through__before_the_layer
"""step: setup

층을 지나기 전의 모양입니다. 지난 다음에 적으세요.

These are the shapes before the layers. Note them afterwards.
"""
-        X = layer(X)
-        shapes.append(X.shape)
+        shapes.append(X.shape)
+        X = layer(X)

# %% shapes_through__always_from_X
"""step: setup

층마다 처음의 X를 넣었습니다. 앞의 층에서 나온 것을 다음 층에 넣으세요.

Every layer is given X as it was. Give it what the layer before gave.
"""
def shapes_through(net, X):
    return [layer(X).shape for layer in net]

# %% fit_cnn__softmax_twice
"""step: loss

softmax를 두 번 취했습니다. CrossEntropyLoss는 점수를 받아 스스로 softmax를 취합니다.

Softmax is taken twice. CrossEntropyLoss takes scores, and applies softmax itself.
"""
-            loss = loss_fn(u, labels_batch)
+            loss = loss_fn(torch.softmax(u, dim=1), labels_batch)

# %% fit_cnn__sums
"""step: loss

loss를 평균내지 않고 모두 더했습니다.

The loss is added up, not averaged.
"""
-    loss_fn = torch.nn.CrossEntropyLoss()
+    loss_fn = torch.nn.CrossEntropyLoss(reduction="sum")

# %% fit_cnn__mse_of_labels
"""step: loss

레이블을 숫자로 보고 MSE를 썼습니다. 레이블은 크기가 아니라 이름입니다.

The labels are taken for numbers, with the MSE. A label is a name, not a size.
"""
-            loss = loss_fn(u, labels_batch)
+            one_hot = torch.nn.functional.one_hot(labels_batch, 3).float()
+            loss = torch.mean((u - one_hot) ** 2)

# %% fit_cnn__never_clears
"""step: update

기울기가 지워지지 않아서 다음 미니배치의 기울기에 더해집니다.

The gradient is never cleared, and is added to that of the next mini-batch.
"""
-            optimizr.zero_grad()

# %% fit_cnn__clears_before_the_step
"""step: update

기울기를 구하자마자 지우고 update했습니다. 파라메터가 움직이지 않습니다.

The gradient is cleared between backward and step: the parameters do not move.
"""
-            optimizr.step()
-            optimizr.zero_grad()
+            optimizr.zero_grad()
+            optimizr.step()

# %% fit_cnn__updates_once_an_epoch
"""step: update

에폭이 끝날 때 한 번만 update했습니다. 미니배치마다 한 번씩이어야 합니다.

There is one update, at the end of the epoch. There has to be one for every mini-batch.
"""
-            optimizr.step()
-            optimizr.zero_grad()
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_cnn__all_images_at_once
"""step: setup

미니배치로 나누지 않고 자료 전체로 update했습니다. 한 에폭에 update가 한 번뿐입니다.

It updates on all the data, not by mini-batches: an epoch has one update only.
"""
-    loader = torch.utils.data.DataLoader(dataset, batch_size=batch_size)
+    loader = torch.utils.data.DataLoader(dataset, batch_size=len(X))

# %% fit_cnn__drops_the_last
"""step: setup

작은 마지막 미니배치가 빠졌습니다. 그 자료는 한 번도 학습되지 않습니다.

The smaller last mini-batch is missing: its rows are never trained on.
"""
-    loader = torch.utils.data.DataLoader(dataset, batch_size=batch_size)
+    loader = torch.utils.data.DataLoader(dataset, batch_size=batch_size, drop_last=True)

# %% fit_cnn__shuffles
"""step: setup

자료를 섞었습니다. 여기에서는 자료의 순서대로입니다.

The data are shuffled. Here they come in their order.
"""
-    loader = torch.utils.data.DataLoader(dataset, batch_size=batch_size)
+    loader = torch.utils.data.DataLoader(dataset, batch_size=batch_size, shuffle=True)

# %% fit_cnn__sgd
"""step: update

파라메터가 기울기에 lr을 곱한 만큼 움직입니다. 그것은 SGD입니다.

The parameters move by lr times the gradient: that is SGD.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr)

# %% fit_cnn__only_the_line
"""step: update

직선의 파라메터만 고쳤습니다. 필터도 학습해야 합니다.

Only the line's parameters are updated. The filters are learnt, too.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(net[-1].parameters(), lr=lr)

# %% fit_cnn__one_epoch_less
"""step: setup

에폭이 하나 적습니다.

There is one epoch less.
"""
-    for epoc in range(epochs):
+    for epoc in range(1, epochs):

# %% predict__largest_of_the_column
"""step: yhat

열마다 가장 큰 수를 찾았습니다. 한 행이 이미지 하나입니다.

It looks for the largest of each column. A row is one image.
"""
-    return u.argmax(dim=1)
+    return u.argmax(dim=0)

# %% predict__the_score_itself
"""step: yhat

가장 큰 점수입니다. 그 점수가 몇 번째인지가 레이블입니다.

It is the largest score. The label is its place in the row.
"""
-    return u.argmax(dim=1)
+    return u.max(dim=1).values

# %% predict__smallest
"""step: yhat

점수가 가장 작은 레이블입니다.

It is the label with the smallest score.
"""
-    return u.argmax(dim=1)
+    return u.argmin(dim=1)

# %% predict__a_column
"""step: yhat

(n,1)이 나왔습니다. 레이블은 (n,)입니다.

It is (n,1). Labels are (n,).
"""
-    return u.argmax(dim=1)
+    return u.argmax(dim=1, keepdim=True)

# %% predict__one_label_for_all
"""step: yhat

점수 전체에서 가장 큰 것의 자리입니다. 행마다 하나씩 찾으세요.

It is the place of the largest of all scores. Find one for each row.
"""
-    return u.argmax(dim=1)
+    return u.argmax()
