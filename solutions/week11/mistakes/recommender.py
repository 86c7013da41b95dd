# %% encode__in_the_order_they_come
"""step: encode

이름이 나온 순서로 번호를 붙였습니다. 여기서는 사전 순서입니다.

The names are numbered as they come. Here it is the alphabetical order.
"""
-    table = {name: number for number, name in enumerate(sorted(set(names)))}
+    table = {name: number for number, name in enumerate(dict.fromkeys(names))}

# %% encode__from_1
"""step: encode

번호가 1부터입니다. 임베딩의 행은 0부터 셉니다.

The numbers begin at 1. The rows of an embedding are counted from 0.
"""
-    table = {name: number for number, name in enumerate(sorted(set(names)))}
+    table = {name: number for number, name in enumerate(sorted(set(names)), 1)}

# %% encode__a_number_for_every_row
"""step: encode

같은 이름에 다른 번호가 붙었습니다. 한 번 나온 이름은 한 번만 세세요.

The same name has other numbers. Count a name once.
"""
-    table = {name: number for number, name in enumerate(sorted(set(names)))}
+    table = {name: number for number, name in enumerate(sorted(names))}

# %% encode__as_floats
"""step: encode

번호가 실수입니다. 임베딩은 정수(int64)만 받습니다.

The numbers are floats. An embedding takes whole numbers (int64) only.
"""
-    return torch.tensor([table[name] for name in names]), table
+    return torch.tensor([float(table[name]) for name in names]), table

# %% encode__only_the_table
"""step: encode

자리마다의 번호가 아니라 이름마다의 번호입니다. names와 길이가 같아야 합니다.

It is a number for every name, not for every place. There are as many as in names.
"""
-    return torch.tensor([table[name] for name in names]), table
+    return torch.tensor([*table.values()]), table

# %% Recommender__no_bias
"""step: setup

물건마다의 상수가 없습니다.

There is no constant for every item.
"""
-        self.bias = torch.nn.Embedding(items, 1)
+        self.bias = lambda item: 0

# %% Recommender__bias_of_the_user
"""step: setup

상수가 사람마다 하나씩입니다. 물건마다 하나씩이어야 합니다.

There is a constant for every user. There has to be one for every item.
"""
-        self.bias = torch.nn.Embedding(items, 1)
+        self.bias = torch.nn.Embedding(users, 1)

-        return product.sum(dim=1, keepdim=True) + self.bias(item)
+        return product.sum(dim=1, keepdim=True) + self.bias(user)

# %% Recommender__one_embedding
"""step: setup

사람과 물건이 임베딩 하나를 같이 씁니다. 따로 있어야 합니다.

Users and items share one embedding. Each has to have its own.
"""
-        self.item = torch.nn.Embedding(items, k)
+        self.item = self.user

# %% Recommender__flat
"""step: yhat

yhat이 (n,)입니다. (n,1)인 평점에서 빼면 n×n이 됩니다.

yhat is (n,). Taken from ratings of (n,1) it makes n×n.
"""
-        return product.sum(dim=1, keepdim=True) + self.bias(item)
+        return product.sum(dim=1) + self.bias(item).reshape(-1)

# %% Recommender__every_user_with_every_item
"""step: yhat

n×n입니다. 짝지은 사람과 물건만 곱하고, 모든 짝을 곱하지는 마세요.

It is n×n. Multiply each user with the item of the same row, not all with all.
"""
-        product = self.user(user) * self.item(item)
-        return product.sum(dim=1, keepdim=True) + self.bias(item)
+        return self.user(user) @ self.item(item).T + self.bias(item)

# %% Recommender__averages
"""step: yhat

곱을 평균냈습니다. 여기서는 더합니다.

The products are averaged. Here they are added up.
"""
-        return product.sum(dim=1, keepdim=True) + self.bias(item)
+        return product.mean(dim=1, keepdim=True) + self.bias(item)

# %% Recommender__adds_embeddings
"""step: yhat

임베딩을 곱하지 않고 더했습니다. 그러면 누구에게나 같은 물건이 가장 좋습니다.

The embeddings are added, not multiplied: the same item is then the best for everybody.
"""
-        product = self.user(user) * self.item(item)
+        product = self.user(user) + self.item(item)

# %% Recommender__forgets_the_bias
"""step: yhat

물건의 상수를 만들었지만 더하지 않았습니다.

The item's constant is made, but never added.
"""
-        return product.sum(dim=1, keepdim=True) + self.bias(item)
+        return product.sum(dim=1, keepdim=True)

# %% Recommender__constants_first
"""step: setup

물건의 상수를 먼저 만들었습니다. 만드는 순서대로 난수를 쓰므로, 같은 seed에서도 값이 다릅니다.

The items' constants are made first. Embeddings draw their numbers in the order they are made: the same seed gives other ones.
"""
-        self.user = torch.nn.Embedding(users, k)
-        self.item = torch.nn.Embedding(items, k)
-        self.bias = torch.nn.Embedding(items, 1)
+        self.bias = torch.nn.Embedding(items, 1)
+        self.user = torch.nn.Embedding(users, k)
+        self.item = torch.nn.Embedding(items, k)

# %% fit_ratings__sums
"""step: loss

잔차제곱을 평균내지 않고 모두 더했습니다.

The squared residuals are added up, not averaged.
"""
-        loss = torch.mean((rating - yhat) ** 2)
+        loss = torch.sum((rating - yhat) ** 2)

# %% fit_ratings__all_with_all
"""step: loss

(n,)에서 (n,1)을 빼서 n×n의 평균을 냈습니다. 모양을 맞추세요.

It takes (n,1) from (n,), and averages n×n numbers. Make the shapes the same.
"""
-        loss = torch.mean((rating - yhat) ** 2)
+        loss = torch.mean((rating.reshape(-1) - yhat) ** 2)

# %% fit_ratings__never_clears
"""step: update

기울기가 지워지지 않아서 다음 에폭의 기울기에 더해집니다.

The gradient is never cleared, and is added to that of the next epoch.
"""
-        optimizr.zero_grad()

# %% fit_ratings__sgd
"""step: update

파라메터가 기울기에 lr을 곱한 만큼 움직입니다. 그것은 SGD입니다.

The parameters move by lr times the gradient: that is SGD.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr)

# %% fit_ratings__only_the_users
"""step: update

사람의 임베딩만 움직입니다. 옵티마이저에 모든 파라메터를 주세요.

Only the users' embedding moves. Give the optimiser all parameters.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(list(net.parameters())[:1], lr=lr)

# %% fit_ratings__swaps_user_and_item
"""step: yhat

사람과 물건의 순서가 바뀌었습니다.

User and item are the wrong way round.
"""
-        yhat = net(user, item)
+        yhat = net(item % net.user.num_embeddings, user % net.item.num_embeddings)

# %% recommend__the_worst
"""step: generate

평점이 낮은 것부터 골랐습니다.

It picks the lowest ratings first.
"""
-    order = yhat.argsort(descending=True).tolist()
+    order = yhat.argsort().tolist()

# %% recommend__also_what_was_seen
"""step: generate

이미 본 물건도 골랐습니다.

It picks items that were seen already, too.
"""
-    return [item for item in order if item not in seen][:k]
+    return order[:k]

# %% recommend__cuts_before_it_sorts_out
"""step: generate

먼저 k개로 자른 다음 본 것을 뺐습니다. 그러면 k개보다 적게 남습니다.

It cuts to k first, and takes out what was seen after that: fewer than k are left.
"""
-    return [item for item in order if item not in seen][:k]
+    return [item for item in order[:k] if item not in seen]

# %% recommend__only_one
"""step: generate

가장 좋은 하나만 골랐습니다. k개를 list로 돌려주세요.

It picks the best one only. Return k of them in a list.
"""
-    return [item for item in order if item not in seen][:k]
+    return [item for item in order if item not in seen][:1]

# %% recommend__by_number
"""step: generate

k개는 맞지만 번호 순서로 돌려주었습니다. 높은 것이 먼저여야 합니다.

They are the right k, but in the order of their numbers. The highest comes first.
"""
-    return [item for item in order if item not in seen][:k]
+    return sorted([item for item in order if item not in seen][:k])

# %% recommend__empties_seen
"""step: generate

받은 list를 고쳤습니다. 부른 사람의 기록이 달라집니다.

It changes the list that was given: the caller's record is another one then.
"""
-    return [item for item in order if item not in seen][:k]
+    picked = [item for item in order if item not in seen][:k]
+    seen += picked
+    return picked
