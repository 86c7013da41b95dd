# %% rnn_cell__no_tanh
"""step: hidden

tanh가 빠졌습니다.

tanh is missing.
"""
-    return torch.tanh(x @ Wx + h @ Wh + b)
+    return x @ Wx + h @ Wh + b

# %% rnn_cell__sigmoid
"""step: hidden

시그모이드를 취했습니다. RNN의 은닉상태는 tanh입니다.

It takes the sigmoid. An RNN's hidden state is a tanh.
"""
-    return torch.tanh(x @ Wx + h @ Wh + b)
+    return torch.sigmoid(x @ Wx + h @ Wh + b)

# %% rnn_cell__forgets
"""step: hidden

앞의 은닉상태를 쓰지 않았습니다. 그러면 앞의 글자를 기억하지 못합니다.

The state before is not used: the letters before are forgotten.
"""
-    return torch.tanh(x @ Wx + h @ Wh + b)
+    return torch.tanh(x @ Wx + b)

# %% rnn_cell__no_bias
"""step: hidden

b가 빠졌습니다.

b is missing.
"""
-    return torch.tanh(x @ Wx + h @ Wh + b)
+    return torch.tanh(x @ Wx + h @ Wh)

# %% rnn_cell__two_biases
"""step: hidden

b를 두 번 더했습니다.

b is added twice.
"""
-    return torch.tanh(x @ Wx + h @ Wh + b)
+    return torch.tanh(x @ Wx + b + h @ Wh + b)

# %% rnn_cell__turned
"""step: hidden

Wh를 전치했습니다. 여기에서는 h·Wh입니다.

Wh is transposed. Here it is h·Wh.
"""
-    return torch.tanh(x @ Wx + h @ Wh + b)
+    return torch.tanh(x @ Wx + h @ Wh.T + b)

# %% rnn_cell__tanh_of_each
"""step: hidden

따로따로 tanh를 취해서 더했습니다. 모두 더한 다음에 한 번 취하세요.

tanh is taken of each part. Add all of them up, and take it once.
"""
-    return torch.tanh(x @ Wx + h @ Wh + b)
+    return torch.tanh(x @ Wx) + torch.tanh(h @ Wh) + b

# %% rnn_cell__writes_over_the_state
"""step: hidden

앞의 은닉상태를 덮어썼습니다. 새 텐서를 만드세요.

The state before is written over. Make a new tensor.
"""
-    return torch.tanh(x @ Wx + h @ Wh + b)
+    h.data.copy_(torch.tanh(x @ Wx + h @ Wh + b))
+    return h

# %% run_rnn__forgets
"""step: hidden

시점마다 은닉상태를 0에서 다시 시작했습니다. 앞의 것을 이어받아야 합니다.

Every moment begins with a state of 0 again. It goes on from the one before.
"""
-    for x in X:
-        h = torch.tanh(x @ Wx + h @ Wh + b)
+    for x in X:
+        h = torch.tanh(x @ Wx + b)

# %% run_rnn__only_the_last
"""step: hidden

마지막 은닉상태만 있습니다. 시점마다 적으세요.

There is the last state only. Note every moment's.
"""
-    return torch.stack(states)
+    return h

# %% run_rnn__notes_the_state_before
"""step: hidden

고치기 전의 은닉상태를 적었습니다. 한 시점씩 늦습니다.

It notes the state before it is renewed: everything is one moment late.
"""
-        h = torch.tanh(x @ Wx + h @ Wh + b)
-        states.append(h)
+        states.append(h)
+        h = torch.tanh(x @ Wx + h @ Wh + b)

# %% run_rnn__begins_at_one
"""step: hidden

처음의 은닉상태가 1입니다. 0에서 시작하세요.

The first state comes from 1. Begin at 0.
"""
-    h = torch.zeros(len(b))
+    h = torch.ones(len(b))

# %% run_rnn__backwards
"""step: hidden

마지막 행부터 거꾸로 보았습니다.

It goes through the rows from the last one on.
"""
-    for x in X:
+    for x in X.flip(0):

# %% run_rnn__a_list
"""step: hidden

list입니다. 텐서 하나로 쌓으세요.

It is a list. Stack it into one tensor.
"""
-    return torch.stack(states)
+    return states

# %% run_rnn__columns
"""step: hidden

(q,n)이 나왔습니다. 한 시점이 한 행입니다.

It is (q,n). A moment is a row.
"""
-    return torch.stack(states)
+    return torch.stack(states, dim=1)

# %% run_rnn__skips_the_last
"""step: hidden

마지막 시점이 빠졌습니다.

The last moment is missing.
"""
-    for x in X:
+    for x in X[:-1]:

# %% torch_rnn__its_own_bias
"""step: hidden

bias_hh_l0에 난수로 정해진 값이 남아 있습니다. 두 bias는 더해지므로 하나는 0이어야 합니다.

bias_hh_l0 is still random. The two are added: one of them has to be 0.
"""
-    rnn.bias_hh_l0.data = torch.zeros(len(b))

# %% torch_rnn__bias_twice
"""step: hidden

bias를 두 곳에 모두 넣어서 두 번 더해집니다.

The bias is put in both places, and is added twice.
"""
-    rnn.bias_hh_l0.data = torch.zeros(len(b))
+    rnn.bias_hh_l0.data = b

# %% torch_rnn__hidden_not_turned
"""step: hidden

Wh를 전치하지 않고 넣었습니다. 정사각행렬이라 에러가 나지 않을 뿐입니다.

Wh is put in without being transposed. It is square, so there is no error.
"""
-    rnn.weight_hh_l0.data = Wh.T
+    rnn.weight_hh_l0.data = Wh

# %% torch_rnn__relu
"""step: hidden

nonlinearity가 relu입니다. 여기에서는 tanh입니다.

Its nonlinearity is relu. Here it is tanh.
"""
-    rnn = torch.nn.RNN(Wx.shape[0], Wx.shape[1])
+    rnn = torch.nn.RNN(Wx.shape[0], Wx.shape[1], nonlinearity="relu")

# %% torch_rnn__no_bias
"""step: hidden

bias가 없습니다.

It has no bias.
"""
-    rnn = torch.nn.RNN(Wx.shape[0], Wx.shape[1])
+    rnn = torch.nn.RNN(Wx.shape[0], Wx.shape[1], bias=False)

-    rnn.bias_ih_l0.data = b
-    rnn.bias_hh_l0.data = torch.zeros(len(b))

# %% torch_rnn__random
"""step: hidden

파라메터를 넣지 않았습니다. 난수로 정해진 그대로입니다.

The parameters are not put in. They are random, as they were.
"""
-    rnn.weight_ih_l0.data = Wx.T
-    rnn.weight_hh_l0.data = Wh.T
-    rnn.bias_ih_l0.data = b
-    rnn.bias_hh_l0.data = torch.zeros(len(b))

# %% torch_rnn__backwards_too
"""step: hidden

bidirectional이라서 은닉상태가 두 배입니다.

It is bidirectional, and has twice as many hidden numbers.
"""
-    rnn = torch.nn.RNN(Wx.shape[0], Wx.shape[1])
+    rnn = torch.nn.RNN(Wx.shape[0], Wx.shape[1], bidirectional=True)

# %% lstm_cell__forget_and_input_swapped
"""step: hidden

input과 forget이 바뀌었습니다. 차례는 input, forget, cell, output입니다.

input and forget are swapped. The order is input, forget, cell, output.
"""
-    i, f, g, o = (x @ W + h @ U + b).chunk(4)
+    f, i, g, o = (x @ W + h @ U + b).chunk(4)

# %% lstm_cell__output_before_cell
"""step: hidden

cell과 output이 바뀌었습니다. 차례는 input, forget, cell, output입니다.

cell and output are swapped. The order is input, forget, cell, output.
"""
-    i, f, g, o = (x @ W + h @ U + b).chunk(4)
+    i, f, o, g = (x @ W + h @ U + b).chunk(4)

# %% lstm_cell__sigmoid_of_the_cell
"""step: hidden

cell에 시그모이드를 취했습니다. cell은 음수도 될 수 있어야 하므로 tanh입니다.

cell is put through sigmoid. It may be negative: it is a tanh.
"""
-    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
+    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.sigmoid(g)

# %% lstm_cell__no_gates
"""step: hidden

forget과 input에 시그모이드를 취하지 않았습니다. 문은 0과 1 사이입니다.

forget and input are not put through sigmoid. A gate is between 0 and 1.
"""
-    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
+    c = f * c + i * torch.tanh(g)

# %% lstm_cell__forgets_the_cell
"""step: hidden

앞의 c를 쓰지 않았습니다.

The c before is not used.
"""
-    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
+    c = torch.sigmoid(i) * torch.tanh(g)

# %% lstm_cell__output_of_the_old_cell
"""step: hidden

h를 앞의 c로 계산했습니다. 새 c를 쓰세요.

h is computed from the c before. Use the new one.
"""
-    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
-    h = torch.sigmoid(o) * torch.tanh(c)
-    return h, c
+    h = torch.sigmoid(o) * torch.tanh(c)
+    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
+    return h, c

# %% lstm_cell__no_tanh_of_the_cell
"""step: hidden

h에서 c에 tanh를 취하지 않았습니다.

In h, tanh of c is missing.
"""
-    h = torch.sigmoid(o) * torch.tanh(c)
+    h = torch.sigmoid(o) * c

# %% lstm_cell__swapped
"""step: hidden

순서가 (c, h)입니다. (h, c)로 돌려주세요.

The order is (c, h). Return (h, c).
"""
-    return h, c
+    return c, h

# %% lstm_cell__every_fourth
"""step: hidden

넷씩 번갈아 나누었습니다. 앞에서부터 q개씩입니다.

It is parted by every fourth number. The parts are q numbers each, from the first on.
"""
-    i, f, g, o = (x @ W + h @ U + b).chunk(4)
+    i, f, g, o = (x @ W + h @ U + b).reshape(-1, 4).T
