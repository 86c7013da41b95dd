# %% rnn_cell__by_vectors_first
-    return torch.tanh(x @ Wx + h @ Wh + b)
+    return (b + Wh.T @ h + Wx.T @ x).tanh()

# %% rnn_cell__one_matrix
-    return torch.tanh(x @ Wx + h @ Wh + b)
+    return torch.tanh(torch.cat([x, h]) @ torch.cat([Wx, Wh]) + b)

# %% rnn_cell__by_torch
-    return torch.tanh(x @ Wx + h @ Wh + b)
+    cell = torch.nn.RNNCell(len(x), len(h))
+    cell.weight_ih.data, cell.weight_hh.data = Wx.T, Wh.T
+    cell.bias_ih.data, cell.bias_hh.data = b, torch.zeros(len(b))
+    return cell(x, h)

# %% run_rnn__calls_the_cell
-    h = torch.zeros(len(b))
-    states = []
-    for x in X:
-        h = torch.tanh(x @ Wx + h @ Wh + b)
-        states.append(h)
-    return torch.stack(states)
+    h = torch.zeros_like(b)
+    states = []
+    for t in range(X.shape[0]):
+        h = rnn_cell(X[t], h, Wx, Wh, b)
+        states += [h]
+    return torch.stack(states)

# %% run_rnn__writes_into_zeros
-    h = torch.zeros(len(b))
-    states = []
-    for x in X:
-        h = torch.tanh(x @ Wx + h @ Wh + b)
-        states.append(h)
-    return torch.stack(states)
+    states = torch.zeros(len(X) + 1, len(b))
+    for t in range(len(X)):
+        states[t + 1] = torch.tanh(X[t] @ Wx + states[t] @ Wh + b)
+    return states[1:]

# %% run_rnn__all_inputs_at_once
-    h = torch.zeros(len(b))
-    states = []
-    for x in X:
-        h = torch.tanh(x @ Wx + h @ Wh + b)
-        states.append(h)
-    return torch.stack(states)
+    h, states = 0 * b, []
+    for u in X @ Wx + b:
+        h = torch.tanh(u + h @ Wh)
+        states.append(h.unsqueeze(0))
+    return torch.cat(states)

# %% run_rnn__by_torch
-    h = torch.zeros(len(b))
-    states = []
-    for x in X:
-        h = torch.tanh(x @ Wx + h @ Wh + b)
-        states.append(h)
-    return torch.stack(states)
+    with torch.no_grad():
+        return torch_rnn(Wx, Wh, b)(X)[0]

# %% torch_rnn__in_no_grad
-    rnn.weight_ih_l0.data = Wx.T
-    rnn.weight_hh_l0.data = Wh.T
-    rnn.bias_ih_l0.data = b
-    rnn.bias_hh_l0.data = torch.zeros(len(b))
+    with torch.no_grad():
+        rnn.weight_ih_l0.copy_(Wx.T)
+        rnn.weight_hh_l0.copy_(Wh.T)
+        rnn.bias_ih_l0.zero_()
+        rnn.bias_hh_l0.copy_(b)

# %% torch_rnn__a_state_dict
-    rnn.weight_ih_l0.data = Wx.T
-    rnn.weight_hh_l0.data = Wh.T
-    rnn.bias_ih_l0.data = b
-    rnn.bias_hh_l0.data = torch.zeros(len(b))
+    rnn.load_state_dict({"weight_ih_l0": Wx.T, "weight_hh_l0": Wh.T, "bias_ih_l0": b, "bias_hh_l0": 0 * b})

# %% torch_rnn__half_a_bias_each
-    rnn.bias_ih_l0.data = b
-    rnn.bias_hh_l0.data = torch.zeros(len(b))
+    rnn.bias_ih_l0.data = b / 2
+    rnn.bias_hh_l0.data = b / 2

# %% lstm_cell__slices
-    i, f, g, o = (x @ W + h @ U + b).chunk(4)
-    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
-    h = torch.sigmoid(o) * torch.tanh(c)
-    return h, c
+    q = len(h)
+    u = b + x @ W + h @ U
+    gates = torch.sigmoid(u)
+    c_new = gates[q:2 * q] * c + gates[:q] * torch.tanh(u[2 * q:3 * q])
+    return gates[3 * q:] * torch.tanh(c_new), c_new

# %% lstm_cell__by_torch
-    i, f, g, o = (x @ W + h @ U + b).chunk(4)
-    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
-    h = torch.sigmoid(o) * torch.tanh(c)
-    return h, c
+    cell = torch.nn.LSTMCell(len(x), len(h))
+    cell.weight_ih.data, cell.weight_hh.data = W.T, U.T
+    cell.bias_ih.data, cell.bias_hh.data = b, torch.zeros_like(b)
+    with torch.no_grad():
+        h, c = cell(x[None], (h[None], c[None]))
+    return h[0], c[0]

# %% lstm_cell__a_list
-    return h, c
+    return [h, c]
