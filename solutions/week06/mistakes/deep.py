# %% relu__takes_the_size
"""step: setup

음수의 부호가 바뀌어 나왔습니다. 음수는 0이 되어야 합니다.

Negative numbers came out with their sign changed. They become 0.
"""
-    return torch.clamp(u, min=0)
+    return torch.abs(u)

# %% relu__in_place
"""step: setup

값은 맞지만 u가 함께 바뀌었습니다. 이름 끝에 _가 붙은 함수는 그 자리에서 바꿉니다.

The values are right, but u changed with them. Functions whose name ends in _ work in place.
"""
-    return torch.clamp(u, min=0)
+    return u.clamp_(min=0)

# %% step_by_two_lines__not_divided
"""step: setup

위쪽이 1이 아니라 width에서 멈춥니다. 기울기가 1인 직선 두 개의 차이입니다.

At the top it stays at width, not at 1: it is the difference of two lines of slope 1.
"""
-    return (torch.relu(x - start) - torch.relu(x - start - width)) / width
+    return torch.relu(x - start) - torch.relu(x - start - width)

# %% step_by_two_lines__one_line
"""step: setup

계속 올라갑니다. 두 번째 꺾은선을 빼야 위에서 평평해집니다.

It goes on climbing. The second bent line, taken away, makes it flat.
"""
-    return (torch.relu(x - start) - torch.relu(x - start - width)) / width
+    return torch.relu(x - start) / width

# %% Net__no_relu
"""step: yhat

직선 다음에 또 직선입니다. ReLU가 없으면 층을 쌓아도 직선 하나와 같습니다.

A line after a line: without ReLU, layers on layers are one line.
"""
-        v = torch.relu(u)
-        return self.out(v)
+        return self.out(u)

# %% Net__output_layer_first
"""step: setup

출력층을 먼저 만들었습니다. 층을 만드는 순서대로 난수를 쓰므로, 같은 seed에서도 값이 다릅니다.

The output layer is made first. Layers draw their numbers in the order they are made: the same seed gives other ones.
"""
-        self.hidden = torch.nn.Linear(1, width)
-        self.out = torch.nn.Linear(width, 1)
+        self.out = torch.nn.Linear(width, 1)
+        self.hidden = torch.nn.Linear(1, width)

# %% Net__relu_at_the_end
"""step: yhat

ReLU가 출력층 뒤에도 있습니다. yhat은 음수일 수 있어야 합니다.

There is a ReLU behind the output layer too: yhat must be able to be negative.
"""
-        return self.out(v)
+        return torch.relu(self.out(v))

# %% Net__layers_in_a_list
"""step: setup

파라메터가 보이지 않습니다. 보통의 list에 넣은 층은 net.parameters()에 나타나지 않습니다. 층은 self의 속성으로 두세요.

No parameters can be seen: layers in a plain list do not show in net.parameters(). Make them attributes of self.
"""
-        self.hidden = torch.nn.Linear(1, width)
-        self.out = torch.nn.Linear(width, 1)
+        self.layers = [torch.nn.Linear(1, width), torch.nn.Linear(width, 1)]

-        u = self.hidden(x)
+        u = self.layers[0](x)

-        return self.out(v)
+        return self.layers[1](v)

# %% make_net__no_seed
"""step: setup

파라메터가 seed의 것이 아닙니다. 층을 만들기 전에 torch.manual_seed(seed)를 부르세요.

The parameters are not those of the seed. Call torch.manual_seed(seed) before the layers are made.
"""
-    torch.manual_seed(seed)

# %% make_net__no_relu
"""step: yhat

직선 다음에 또 직선입니다. ReLU가 없으면 층을 쌓아도 직선 하나와 같습니다.

A line after a line: without ReLU, layers on layers are one line.
"""
-    return torch.nn.Sequential(torch.nn.Linear(1, width), torch.nn.ReLU(), torch.nn.Linear(width, 1))
+    return torch.nn.Sequential(torch.nn.Linear(1, width), torch.nn.Linear(width, 1))

# %% fit_deep__sums
"""step: loss

제곱을 평균내지 않고 모두 더했습니다.

The squares are added up, not averaged.
"""
-    loss_fn = torch.nn.MSELoss()
+    loss_fn = torch.nn.MSELoss(reduction="sum")

# %% fit_deep__sgd
"""step: update

파라메터가 기울기에 lr을 곱한 만큼 움직입니다. 그것은 SGD입니다.

The parameters move by lr times the gradient: that is SGD.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr)

# %% fit_deep__never_clears
"""step: update

기울기가 지워지지 않아서 다음 에폭의 기울기에 더해집니다.

The gradient is never cleared, and is added to that of the next epoch.
"""
-        optimizr.zero_grad()

# %% fit_deep__trains_the_output_layer
"""step: update

출력층만 움직이고 은닉층은 그대로입니다. 옵티마이저에 모든 파라메터를 주세요.

Only the output layer moves, the hidden layer stays. Give the optimiser all parameters.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(list(net.parameters())[-2:], lr=lr)
