# %% Discriminator__sequential_inside
-        self.hidden = torch.nn.Linear(1, width)
-        self.out = torch.nn.Linear(width, 1)
+        self.layers = torch.nn.Sequential(torch.nn.Linear(1, width), torch.nn.ReLU(), torch.nn.Linear(width, 1), torch.nn.Sigmoid())

-        v = torch.relu(self.hidden(x))
-        return torch.sigmoid(self.out(v))
+        return self.layers(x)

# %% Discriminator__is_a_sequential
class Discriminator(torch.nn.Sequential):
    def __init__(self, width):
        super().__init__(torch.nn.Linear(1, width), torch.nn.ReLU(), torch.nn.Linear(width, 1), torch.nn.Sigmoid())

# %% Discriminator__matrices_of_its_own
class Discriminator(torch.nn.Module):
    def __init__(self, width):
        super().__init__()
        self.W1, self.b1 = torch.nn.Parameter(torch.randn(1, width)), torch.nn.Parameter(torch.randn(width))
        self.W2, self.b2 = torch.nn.Parameter(torch.randn(width, 1)), torch.nn.Parameter(torch.randn(1))

    def forward(self, x):
        return torch.sigmoid(torch.relu(x @ self.W1 + self.b1) @ self.W2 + self.b2)

# %% discriminator_loss__by_the_formula
-    bce = torch.nn.BCELoss()
-    return bce(yhat_real, torch.ones_like(yhat_real)) + bce(yhat_fake, torch.zeros_like(yhat_fake))
+    return -torch.log(yhat_real).mean() - torch.log(1 - yhat_fake).mean()

# %% discriminator_loss__labels_by_length
-    return bce(yhat_real, torch.ones_like(yhat_real)) + bce(yhat_fake, torch.zeros_like(yhat_fake))
+    return bce(yhat_fake, torch.zeros(len(fake), 1)) + bce(yhat_real, torch.ones(len(real), 1))

# %% discriminator_loss__data_of_fake
-    yhat_fake = D(fake.detach())
+    yhat_fake = D(fake.data.clone())

# %% generator_loss__by_the_formula
-    return torch.nn.BCELoss()(yhat, torch.ones_like(yhat))
+    return -yhat.log().mean()

# %% generator_loss__by_the_function
-    return torch.nn.BCELoss()(yhat, torch.ones_like(yhat))
+    return torch.nn.functional.binary_cross_entropy(yhat, torch.ones(len(fake), 1))

# %% fit_gan__by_its_own_functions
-        loss_D = bce(D(real), ones) + bce(D(fake.detach()), zeros)
+        loss_D = discriminator_loss(D, real, fake)

-        loss_G = bce(D(fake), ones)
+        loss_G = generator_loss(D, fake)

# %% fit_gan__two_backwards
-        loss_D = bce(D(real), ones) + bce(D(fake.detach()), zeros)

-        loss_D.backward()
+        bce(D(real), torch.ones(n, 1)).backward()
+        bce(D(fake.detach()), torch.zeros(n, 1)).backward()

# %% fit_gan__one_helper_for_both
-        # step3: 미분 / backward
-        optimizr_D.zero_grad()
-        loss_D.backward()
-        # step4: update
-        optimizr_D.step()
+        step(loss_D, optimizr_D)

-        # step3: 미분 / backward
-        optimizr_G.zero_grad()
-        loss_G.backward()
-        # step4: update
-        optimizr_G.step()
-    return G, D
+        step(loss_G, optimizr_G)
+    return G, D
+
+
+def step(loss, optimizr):
+    optimizr.zero_grad()
+    loss.backward()
+    optimizr.step()

# %% fit_gan__clears_by_the_net
-        optimizr_D.zero_grad()
+        D.zero_grad()

-        optimizr_G.zero_grad()
+        G.zero_grad()

# %% fit_gan__watches_both
-        optimizr_G.step()
+        optimizr_G.step()
+        with torch.no_grad():
+            print(f"{epoc}: D {loss_D.item():.4f}, G {loss_G.item():.4f}, 진짜일 확률 {D(fake).mean().item():.4f}")

# %% generate__detached
-    with torch.no_grad():
-        return G(torch.randn(n, 1))
+    return G(torch.randn(n, 1)).detach()

# %% generate__names_the_noise
-    with torch.no_grad():
-        return G(torch.randn(n, 1))
+    z = torch.randn(n).reshape(-1, 1)
+    return G(z).data
