# %% Linear__einsum
-        return gradient @ self.W.T
+        return torch.einsum("nj,ij->ni", gradient, self.W)

# %% Linear__keeps_its_input_transposed
-        self.x = x
-        return x @ self.W + self.b
+        self.turned = x.t()
+        return torch.addmm(self.b, x, self.W)

-        self.dW = self.x.T @ gradient
+        self.dW = torch.mm(self.turned, gradient)

# %% Linear__by_the_library
class Linear(torch.nn.Module):
    def __init__(self, W, b):
        super().__init__()
        self.W, self.b = W.clone().requires_grad_(), b.clone().requires_grad_()

    def forward(self, x):
        self.x = x.clone().requires_grad_()
        self.out = self.x @ self.W + self.b
        return self.out

    def backward(self, gradient):
        dx, self.dW, self.db = torch.autograd.grad(self.out, (self.x, self.W, self.b), gradient)
        return dx

# %% Linear__row_by_row
-        self.dW = self.x.T @ gradient
-        self.db = gradient.sum(dim=0)
+        self.dW = sum(torch.outer(row, down) for row, down in zip(self.x, gradient))
+        self.db = torch.ones(len(gradient)) @ gradient

# %% Relu__keeps_a_mask
-        self.u = u
-        return torch.clamp(u, min=0)
+        self.passes = (u > 0).float()
+        return u * self.passes

-        return gradient * (self.u > 0)
+        return gradient * self.passes

# %% Relu__where
-        return gradient * (self.u > 0)
+        return torch.where(self.u > 0, gradient, torch.zeros_like(gradient))

# %% Relu__writes_zeros
-        return gradient * (self.u > 0)
+        down = gradient.clone()
+        down[self.u <= 0] = 0
+        return down

# %% Mse__by_the_library
-        self.residual = yhat - y
-        return torch.mean(self.residual**2)
+        self.yhat, self.y = yhat, y
+        return torch.nn.functional.mse_loss(yhat, y)

-        return 2 * self.residual / self.residual.numel()
+        n, q = self.y.shape
+        return (self.yhat - self.y) * (2 / (n * q))

# %% Mse__the_other_way_round
-        self.residual = yhat - y
-        return torch.mean(self.residual**2)
+        self.residual = y - yhat
+        return (self.residual * self.residual).sum() / self.residual.numel()

-        return 2 * self.residual / self.residual.numel()
+        return -2 * self.residual / self.residual.numel()

# %% Sigmoid__keeps_the_slope
-        ctx.save_for_backward(v)
-        return v
+        ctx.slope = v * (1 - v)
+        return v

-        (v,) = ctx.saved_tensors
-        return gradient * v * (1 - v)
+        return ctx.slope * gradient

# %% Sigmoid__saves_u
-        ctx.save_for_backward(v)
-        return v
+        ctx.save_for_backward(u)
+        return v

-        (v,) = ctx.saved_tensors
-        return gradient * v * (1 - v)
+        (u,) = ctx.saved_tensors
+        return gradient * torch.sigmoid(u) * torch.sigmoid(-u)

# %% Sigmoid__its_formula
-        v = torch.sigmoid(u)
+        v = 1 / (1 + torch.exp(-u))
