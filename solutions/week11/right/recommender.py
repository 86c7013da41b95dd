# %% encode__sorted_list
-    table = {name: number for number, name in enumerate(sorted(set(names)))}
-    return torch.tensor([table[name] for name in names]), table
+    known = sorted(set(names))
+    return torch.tensor([known.index(name) for name in names]), dict(zip(known, range(len(known))))

# %% encode__by_a_data_frame
-    table = {name: number for number, name in enumerate(sorted(set(names)))}
-    return torch.tensor([table[name] for name in names]), table
+    import numpy as np
+    known, numbers = np.unique(np.array(names), return_inverse=True)
+    return torch.tensor(numbers), {str(name): k for k, name in enumerate(known)}

# %% Recommender__einsum
-        product = self.user(user) * self.item(item)
-        return product.sum(dim=1, keepdim=True) + self.bias(item)
+        return torch.einsum("nk,nk->n", self.user(user), self.item(item)).reshape(-1, 1) + self.bias(item)

# %% Recommender__parameters_of_its_own
-        self.user = torch.nn.Embedding(users, k)
-        self.item = torch.nn.Embedding(items, k)
-        self.bias = torch.nn.Embedding(items, 1)
+        self.U = torch.nn.Parameter(torch.randn(users, k))
+        self.V = torch.nn.Parameter(torch.randn(items, k))
+        self.b = torch.nn.Parameter(torch.randn(items, 1))

-        product = self.user(user) * self.item(item)
-        return product.sum(dim=1, keepdim=True) + self.bias(item)
+        return (self.U[user] * self.V[item]).sum(1).unsqueeze(1) + self.b[item]

# %% Recommender__bias_first
-        self.user = torch.nn.Embedding(users, k)
-        self.item = torch.nn.Embedding(items, k)
-        self.bias = torch.nn.Embedding(items, 1)
+        user, item = torch.nn.Embedding(users, k), torch.nn.Embedding(items, k)
+        self.bias = torch.nn.Embedding(items, 1)
+        self.item, self.user = item, user

# %% fit_ratings__by_the_library
-        loss = torch.mean((rating - yhat) ** 2)
+        loss = torch.nn.MSELoss()(yhat, rating)

# %% fit_ratings__clears_first
-        yhat = net(user, item)
+        optimizr.zero_grad()
+        yhat = net(user, item)

-        optimizr.step()
-        optimizr.zero_grad()
+        optimizr.step()

# %% fit_ratings__flat
-        yhat = net(user, item)
-        # step2: loss
-        loss = torch.mean((rating - yhat) ** 2)
+        yhat = net(user, item).reshape(-1)
+        loss = torch.mean((rating.reshape(-1) - yhat) ** 2)

# %% fit_ratings__keeps_its_losses
-    for epoc in range(epochs):
+    losses = []
+    for epoc in range(epochs):

-        loss.backward()
+        losses.append(loss.item())
+        loss.backward()

# %% recommend__of_those_left
-    with torch.no_grad():
-        yhat = net(torch.full((items,), user), torch.arange(items)).reshape(-1)
-    # generate
-    order = yhat.argsort(descending=True).tolist()
-    return [item for item in order if item not in seen][:k]
+    left = torch.tensor([item for item in range(items) if item not in seen])
+    yhat = net(torch.full_like(left, user), left).detach()[:, 0]
+    best = yhat.topk(min(k, len(left))).indices
+    return left[best].tolist()

# %% recommend__one_by_one
-    with torch.no_grad():
-        yhat = net(torch.full((items,), user), torch.arange(items)).reshape(-1)
-    # generate
-    order = yhat.argsort(descending=True).tolist()
-    return [item for item in order if item not in seen][:k]
+    rated = []
+    for item in range(items):
+        if item not in seen:
+            rated.append((net(torch.tensor([user]), torch.tensor([item])).item(), item))
+    return [item for _, item in sorted(rated, reverse=True)[:k]]

# %% recommend__minus_infinity
-    order = yhat.argsort(descending=True).tolist()
-    return [item for item in order if item not in seen][:k]
+    yhat[seen] = -torch.inf
+    return torch.argsort(-yhat)[: min(k, items - len(set(seen)))].tolist()
