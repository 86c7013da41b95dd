# %% make_net__no_relu
"""step: yhat

직선 다음에 또 직선입니다. ReLU가 없으면 층을 쌓아도 직선 하나와 같습니다.

A line after a line: without ReLU, layers on layers are one line.
"""
-    net = torch.nn.Sequential(torch.nn.Linear(1, 2), torch.nn.ReLU(), torch.nn.Linear(2, 1))
+    net = torch.nn.Sequential(torch.nn.Linear(1, 2), torch.nn.Identity(), torch.nn.Linear(2, 1))

# %% make_net__relu_at_the_end
"""step: yhat

ReLU가 출력층 뒤에도 있습니다. yhat은 음수일 수 있어야 합니다.

There is a ReLU behind the output layer too: yhat must be able to be negative.
"""
-    net = torch.nn.Sequential(torch.nn.Linear(1, 2), torch.nn.ReLU(), torch.nn.Linear(2, 1))
+    net = torch.nn.Sequential(torch.nn.Linear(1, 2), torch.nn.ReLU(), torch.nn.Linear(2, 1), torch.nn.ReLU())

# %% make_net__sigmoid
"""step: yhat

은닉층 다음이 시그모이드입니다. 여기서는 ReLU입니다.

A sigmoid follows the hidden layer. Here it is ReLU.
"""
-    net = torch.nn.Sequential(torch.nn.Linear(1, 2), torch.nn.ReLU(), torch.nn.Linear(2, 1))
+    net = torch.nn.Sequential(torch.nn.Linear(1, 2), torch.nn.Sigmoid(), torch.nn.Linear(2, 1))

# %% make_net__starts_at_random
"""step: setup

파라메터가 그냥 만들어진 값입니다. 정해진 값을 weight.data와 bias.data에 넣으세요.

The parameters are as they were drawn. Put the given values into weight.data and bias.data.
"""
-    net[0].weight.data = torch.tensor([[-1.0], [1.0]])
-    net[0].bias.data = torch.tensor([0.5, -0.5])
-    net[2].weight.data = torch.tensor([[2.0, 3.0]])
-    net[2].bias.data = torch.tensor([-1.3])

# %% make_net__constants_not_set
"""step: setup

절편이 정해진 값이 아닙니다.

The constants are not the given values.
"""
-    net[0].bias.data = torch.tensor([0.5, -0.5])

-    net[2].bias.data = torch.tensor([-1.3])

# %% make_net__swaps_the_nodes
"""step: setup

첫 층의 두 기울기가 바뀌었습니다.

The two slopes of the first layer are the wrong way round.
"""
-    net[0].weight.data = torch.tensor([[-1.0], [1.0]])
+    net[0].weight.data = torch.tensor([[1.0], [-1.0]])

# %% first_gradients__of_the_sum
"""step: backward

합을 미분했습니다. MSE는 평균입니다.

It is the sum that is differentiated. The MSE is a mean.
"""
-    loss = torch.mean((y - net(x)) ** 2)
+    loss = torch.sum((y - net(x)) ** 2)

# %% first_gradients__twice
"""step: backward

backward를 두 번 해서 기울기가 두 배입니다.

backward is called twice, and the gradients are twice as large.
"""
-    loss.backward()
+    loss.backward(retain_graph=True)
+    loss.backward()

# %% first_gradients__leaves_them
"""step: update

기울기가 net에 남았습니다. 다음 backward에서 더해집니다.

The gradients are left in the net. The next backward adds to them.
"""
-    net.zero_grad()

# %% first_gradients__gives_parameters
"""step: backward

기울기가 아니라 파라메터입니다. 기울기는 p.grad에 있습니다.

These are the parameters, not the gradients, which are in p.grad.
"""
-    found = {name: p.grad for name, p in net.named_parameters()}
+    found = {name: p.data for name, p in net.named_parameters()}

# %% first_gradients__cleared_before_they_are_read
"""step: backward

기울기를 지운 다음에 읽었습니다.

The gradients are read after they were cleared.
"""
-    found = {name: p.grad for name, p in net.named_parameters()}
-    net.zero_grad()
+    for p in net.parameters():
+        p.grad.zero_()
+    found = {name: p.grad for name, p in net.named_parameters()}

# %% first_gradients__takes_a_step
"""step: update

미분만 해야 하는데 파라메터도 움직였습니다.

It was only to differentiate, but the parameters moved too.
"""
-    net.zero_grad()
+    torch.optim.SGD(net.parameters(), lr=0.1).step()
+    net.zero_grad()

# %% fit_adam_then_sgd__only_adam
"""step: update

끝까지 Adam입니다. adam_epochs 다음에는 SGD로 바꾸세요.

It is Adam to the end. After adam_epochs it changes to SGD.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)

# %% fit_adam_then_sgd__sgd_first
"""step: update

SGD가 먼저, Adam이 나중입니다. 순서가 바뀌었습니다.

SGD comes first, and Adam after it: they are the wrong way round.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr)

-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(net.parameters(), lr=lr)

# %% fit_adam_then_sgd__starts_again
"""step: setup

SGD를 처음의 파라메터에서 다시 시작했습니다. Adam이 끝난 곳에서 이어 가세요.

SGD starts again from the first parameters. It goes on where Adam ended.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    start = copy.deepcopy(net.state_dict())
+    optimizr = torch.optim.Adam(net.parameters(), lr=lr)

-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    net.load_state_dict(start)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr)

# %% fit_adam_then_sgd__momentum
"""step: update

SGD의 걸음에 모멘텀이 있습니다. 여기서는 기울기에 lr을 곱한 만큼만 움직입니다.

The steps of SGD have momentum. Here they are lr times the gradient.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)

# %% fit_adam_then_sgd__epochs_swapped
"""step: update

두 에폭 수가 바뀌었습니다.

The two numbers of epochs are the wrong way round.
"""
-    for epoc in range(adam_epochs):
+    for epoc in range(sgd_epochs):

-    for epoc in range(sgd_epochs):
+    for epoc in range(adam_epochs):

# %% fit_adam_then_sgd__new_adam_every_epoch
"""step: update

에폭마다 Adam을 새로 만들어서 그동안 모은 평균을 잊습니다. for문 앞에서 한 번만 만드세요.

Adam is made anew in every epoch, and forgets the averages it had. Make it once, before the loop.
"""
-    for epoc in range(adam_epochs):
+    for epoc in range(adam_epochs):
+        optimizr = torch.optim.Adam(net.parameters(), lr=lr)

# %% fit_adam_then_sgd__never_clears
"""step: update

기울기가 지워지지 않아서 다음 에폭의 기울기에 더해집니다.

The gradient is never cleared, and is added to that of the next epoch.
"""
-        optimizr.zero_grad()

-        optimizr.zero_grad()

# %% fit_adam_then_sgd__rate_of_its_own
"""step: update

SGD가 받은 lr을 쓰지 않습니다.

SGD does not use the lr that was given.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=0.01)

# %% path_of__every_row_is_the_end
"""step: update

모든 행이 같습니다. 파라메터를 복사하지 않아서, 나중의 update가 앞의 행까지 바꾸었습니다. .clone()하세요.

All rows are the same: the parameters were not copied, and later updates changed the earlier rows. Use .clone().
"""
-    path = [torch.cat([p.detach().reshape(-1) for p in net.parameters()])]
+    path = [[p.detach().reshape(-1) for p in net.parameters()]]

-        path.append(torch.cat([p.detach().reshape(-1) for p in net.parameters()]))
-    return torch.stack(path)
+        path.append([p.detach().reshape(-1) for p in net.parameters()])
+    return torch.stack([torch.cat(row) for row in path])

# %% path_of__without_the_start
"""step: setup

출발점이 없습니다. 첫 행은 update하기 전의 파라메터입니다.

The start is missing. The first row is the parameters before any update.
"""
-    return torch.stack(path)
+    return torch.stack(path[1:])

# %% path_of__without_the_end
"""step: setup

마지막 update한 다음의 행이 없습니다.

The row after the last update is missing.
"""
-    return torch.stack(path)
+    return torch.stack(path[:-1])

# %% path_of__of_the_gradients
"""step: update

update한 다음의 행이 파라메터가 아니라 기울기입니다.

The rows after the updates are gradients, not parameters.
"""
-        optimizr.step()
-        optimizr.zero_grad()
-        path.append(torch.cat([p.detach().reshape(-1) for p in net.parameters()]))
+        optimizr.step()
+        path.append(torch.cat([p.grad.reshape(-1) for p in net.parameters()]))
+        optimizr.zero_grad()

# %% path_of__keeps_the_graph
"""step: setup

값은 맞지만 그래프가 붙어 있습니다. 기록에는 .detach()한 값을 두세요.

The values are right, but they carry a graph. Keep detached values in a record.
"""
-    return torch.stack(path)
+    return torch.stack(path) + 0 * sum(p.sum() for p in net.parameters())

# %% path_of__never_clears
-        optimizr.zero_grad()

# %% path_of__adam
"""step: update

걸음의 크기가 기울기와 관계없습니다. 그것은 Adam입니다.

The length of a step does not depend on the gradient: that is Adam.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(net.parameters(), lr=lr)

# %% path_of__sums
"""step: loss

제곱을 평균내지 않고 모두 더했습니다.

The squares are added up, not averaged.
"""
-        loss = torch.mean((y - net(x)) ** 2)
+        loss = torch.sum((y - net(x)) ** 2)

# %% print_path__counts_from_1
"""step: setup

1부터 세었습니다. 첫 행은 출발점, 곧 epoch 0입니다.

It counts from 1. The first row is the start, epoch 0.
"""
-    for epoc, row in enumerate(path):
+    for epoc, row in enumerate(path, 1):

# %% print_path__six_decimals
"""step: setup

소수점 아래 자리가 넷이 아닙니다.

There are not four decimals.
"""
-        print(f"epoch {epoc}: " + " ".join(f"{value:.4f}" for value in row.tolist()))
+        print(f"epoch {epoc}: " + " ".join(f"{value:.6f}" for value in row.tolist()))

# %% print_path__three_decimals
"""step: setup

소수점 아래 자리가 셋입니다. 넷이어야 합니다.

There are three decimals. Four are asked for.
"""
-        print(f"epoch {epoc}: " + " ".join(f"{value:.4f}" for value in row.tolist()))
+        print(f"epoch {epoc}: " + " ".join(f"{value:.3f}" for value in row.tolist()))

# %% print_path__rounds
"""step: setup

round는 뒤의 0을 보여 주지 않습니다. 네 자리를 언제나 보이도록 서식을 쓰세요.

round does not show zeros at the end. Use a format that always shows four decimals.
"""
-        print(f"epoch {epoc}: " + " ".join(f"{value:.4f}" for value in row.tolist()))
+        print(f"epoch {epoc}: " + " ".join(str(round(value, 4)) for value in row.tolist()))

# %% print_path__prints_the_tensor
"""step: setup

텐서를 그대로 출력했습니다. 숫자만 빈칸으로 이어서 쓰세요.

It prints the tensor as it is. Print the numbers alone, with a blank between.
"""
-        print(f"epoch {epoc}: " + " ".join(f"{value:.4f}" for value in row.tolist()))
+        print(f"epoch {epoc}: {row}")

# %% print_path__with_commas
"""step: setup

숫자 사이에 쉼표가 있습니다. 빈칸 하나만 두세요.

There are commas between the numbers. Put one blank only.
"""
-        print(f"epoch {epoc}: " + " ".join(f"{value:.4f}" for value in row.tolist()))
+        print(f"epoch {epoc}: " + ", ".join(f"{value:.4f}" for value in row.tolist()))

# %% print_path__returns_it
"""step: setup

출력하지 않고 돌려주었습니다. print로 출력하세요.

It is returned, not printed. Use print.
"""
-    for epoc, row in enumerate(path):
-        print(f"epoch {epoc}: " + " ".join(f"{value:.4f}" for value in row.tolist()))
+    return "\n".join(f"epoch {epoc}: " + " ".join(f"{value:.4f}" for value in row.tolist()) for epoc, row in enumerate(path))

# %% fit_steps__no_schedule
"""step: update

학습률이 끝까지 그대로입니다. 에폭마다 scheduler.step()을 부르세요.

The learning rate stays to the end. Call scheduler.step() once in every epoch.
"""
-        scheduler.step()

# %% fit_steps__falls_every_epoch
"""step: update

학습률이 에폭마다 줄어듭니다. step_size에폭이 지날 때마다 한 번입니다.

The learning rate falls in every epoch. It falls once after every step_size epochs.
"""
-    scheduler = torch.optim.lr_scheduler.StepLR(optimizr, step_size=step_size, gamma=gamma)
+    scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizr, gamma=gamma)

# %% fit_steps__falls_too_early
"""step: update

학습률이 한 에폭 일찍 줄어듭니다. scheduler.step()은 optimizr.step() 다음입니다.

The learning rate falls one epoch too early. scheduler.step() comes after optimizr.step().
"""
-        optimizr.step()
-        optimizr.zero_grad()
-        scheduler.step()
+        scheduler.step()
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_steps__subtracts
"""step: update

학습률에서 gamma를 뺐습니다. 곱해야 합니다.

gamma is taken from the learning rate. It has to be multiplied.
"""
-        scheduler.step()
+        if (epoc + 1) % step_size == 0:
+            optimizr.param_groups[0]["lr"] -= gamma * lr / 4

# %% fit_steps__falls_once
"""step: update

학습률이 한 번만 줄어듭니다. step_size에폭이 지날 때마다 줄어야 합니다.

The learning rate falls once only. It has to fall after every step_size epochs.
"""
-        scheduler.step()
+        if epoc + 1 == step_size:
+            optimizr.param_groups[0]["lr"] *= gamma

# %% fit_best__keeps_the_last
"""step: update

마지막 에폭의 파라메터입니다. 가장 좋았던 에폭의 것으로 되돌리지 않았거나, state_dict()를 복사하지 않아서 나중의 update가 보관한 값도 바꾸었습니다.

These are the parameters of the last epoch. Either those of the best one are not put back, or state_dict() was not copied, and later updates changed what was kept.
"""
-    net.load_state_dict(kept)

# %% fit_best__keeps_no_copy
"""step: update

마지막 에폭의 파라메터입니다. 가장 좋았던 에폭의 것으로 되돌리지 않았거나, state_dict()를 복사하지 않아서 나중의 update가 보관한 값도 바꾸었습니다.

These are the parameters of the last epoch. Either those of the best one are not put back, or state_dict() was not copied, and later updates changed what was kept.
"""
-            best, kept = test, copy.deepcopy(net.state_dict())
+            best, kept = test, net.state_dict()

# %% fit_best__by_the_training_data
"""step: update

학습한 자료의 MSE로 골랐습니다. 처음 보는 자료로 골라야 합니다.

It picks by the MSE on the data of the training. It has to pick by data not seen.
"""
-            test = torch.mean((y_test - net(x_test)) ** 2).item()
+            test = torch.mean((y - net(x)) ** 2).item()

# %% fit_best__the_worst
"""step: update

MSE가 가장 큰 에폭을 골랐습니다.

It picks the epoch whose MSE is largest.
"""
-    best, kept = float("inf"), None
+    best, kept = -float("inf"), None

-        if test < best:
+        if test > best:

# %% fit_best__stops_at_the_first_rise
"""step: setup

MSE가 처음 커졌을 때 학습을 끝냈습니다. epochs번을 모두 학습하세요.

It stops when the MSE rises for the first time. Train all epochs.
"""
-        if test < best:
-            best, kept = test, copy.deepcopy(net.state_dict())
+        if test >= best:
+            break
+        best, kept = test, copy.deepcopy(net.state_dict())

# %% fit_best__learns_from_the_test_data
"""step: update

처음 보는 자료의 MSE까지 미분해서 기울기에 더했습니다. 평가는 미분 없이 합니다.

The MSE on data not seen is differentiated too, and added to the gradient. Evaluate without derivative.
"""
-        with torch.no_grad():
-            test = torch.mean((y_test - net(x_test)) ** 2).item()
+        test = torch.mean((y_test - net(x_test)) ** 2)
+        test.backward()
+        test = test.item()

# %% fit_best__tells_the_last_mse
"""step: loss

되돌린 파라메터의 MSE가 아니라 마지막 에폭의 MSE입니다.

It is the MSE of the last epoch, not that of the parameters put back.
"""
-    return net, best
+    return net, test
