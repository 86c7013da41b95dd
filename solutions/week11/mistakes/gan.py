# %% Discriminator__no_sigmoid
"""step: yhat

시그모이드가 없습니다. 확률은 0과 1 사이여야 합니다.

There is no sigmoid. A probability lies between 0 and 1.
"""
-        return torch.sigmoid(self.out(v))
+        return self.out(v)

# %% Discriminator__no_relu
"""step: yhat

직선 다음에 또 직선입니다. ReLU가 없으면 층을 쌓아도 직선 하나와 같습니다.

A line after a line: without ReLU, layers on layers are one line.
"""
-        v = torch.relu(self.hidden(x))
-        return torch.sigmoid(self.out(v))
+        return torch.sigmoid(self.out(self.hidden(x)))

# %% Discriminator__sigmoid_inside
"""step: yhat

은닉층에도 시그모이드를 썼습니다. 은닉층 다음은 ReLU입니다.

There is a sigmoid behind the hidden layer too. What follows the hidden layer is ReLU.
"""
-        v = torch.relu(self.hidden(x))
+        v = torch.sigmoid(self.hidden(x))

# %% Discriminator__relu_before_the_sigmoid
"""step: yhat

시그모이드 앞에 ReLU가 한 번 더 있습니다. 확률이 0.5보다 작을 수 없습니다.

There is one more ReLU before the sigmoid: no probability can be below 0.5.
"""
-        return torch.sigmoid(self.out(v))
+        return torch.sigmoid(torch.relu(self.out(v)))

# %% Discriminator__layers_in_a_list
"""step: setup

파라메터가 보이지 않습니다. 보통의 list에 넣은 층은 net.parameters()에 나타나지 않습니다. 층은 self의 속성으로 두세요.

No parameters can be seen: layers in a plain list do not show in net.parameters(). Make them attributes of self.
"""
-        self.hidden = torch.nn.Linear(1, width)
-        self.out = torch.nn.Linear(width, 1)
+        self.layers = [torch.nn.Linear(1, width), torch.nn.Linear(width, 1)]

-        v = torch.relu(self.hidden(x))
-        return torch.sigmoid(self.out(v))
+        return torch.sigmoid(self.layers[1](torch.relu(self.layers[0](x))))

# %% Discriminator__output_layer_first
"""step: setup

출력층을 먼저 만들었습니다. 층을 만드는 순서대로 난수를 쓰므로, 같은 seed에서도 값이 다릅니다.

The output layer is made first. Layers draw their numbers in the order they are made: the same seed gives other ones.
"""
-        self.hidden = torch.nn.Linear(1, width)
-        self.out = torch.nn.Linear(width, 1)
+        self.out = torch.nn.Linear(width, 1)
+        self.hidden = torch.nn.Linear(1, width)

# %% discriminator_loss__not_detached
"""step: backward

이 loss의 미분이 생성자까지 갑니다. 판별자를 고치는 동안 fake는 주어진 자료일 뿐입니다.

This loss is differentiated back into the generator. While the discriminator is updated, fake is data that is given.
"""
-    yhat_fake = D(fake.detach())
+    yhat_fake = D(fake)

# %% discriminator_loss__swaps_the_labels
"""step: loss

진짜를 0, 가짜를 1이라고 했습니다.

It says real is 0 and fake is 1.
"""
-    return bce(yhat_real, torch.ones_like(yhat_real)) + bce(yhat_fake, torch.zeros_like(yhat_fake))
+    return bce(yhat_real, torch.zeros_like(yhat_real)) + bce(yhat_fake, torch.ones_like(yhat_fake))

# %% discriminator_loss__only_the_real
"""step: loss

진짜만 보았습니다. 모두 1이라고 하면 되므로 판별자는 가짜를 알아보지 못합니다.

It looks at the real ones only. The discriminator says 1 to everything, and does not learn to tell the fakes.
"""
-    return bce(yhat_real, torch.ones_like(yhat_real)) + bce(yhat_fake, torch.zeros_like(yhat_fake))
+    return bce(yhat_real, torch.ones_like(yhat_real)) + 0 * yhat_fake.sum()

# %% discriminator_loss__halves
"""step: loss

두 loss의 평균을 냈습니다. 여기서는 더합니다.

It is the mean of the two losses. Here they are added.
"""
-    return bce(yhat_real, torch.ones_like(yhat_real)) + bce(yhat_fake, torch.zeros_like(yhat_fake))
+    return (bce(yhat_real, torch.ones_like(yhat_real)) + bce(yhat_fake, torch.zeros_like(yhat_fake))) / 2

# %% discriminator_loss__both_are_real
"""step: loss

가짜도 1이라고 했습니다. 그것은 생성자가 바라는 것입니다.

It says fake is 1 too. That is what the generator wants.
"""
-    return bce(yhat_real, torch.ones_like(yhat_real)) + bce(yhat_fake, torch.zeros_like(yhat_fake))
+    return bce(yhat_real, torch.ones_like(yhat_real)) + bce(yhat_fake, torch.ones_like(yhat_fake))

# %% discriminator_loss__one_mean
"""step: loss

진짜와 가짜를 이어서 한 번에 평균냈습니다. 평균은 따로 내어 더합니다.

It takes one mean over real and fake together. The two means are taken apart, and added.
"""
-    return bce(yhat_real, torch.ones_like(yhat_real)) + bce(yhat_fake, torch.zeros_like(yhat_fake))
+    yhat = torch.cat([yhat_real, yhat_fake])
+    return bce(yhat, torch.cat([torch.ones_like(yhat_real), torch.zeros_like(yhat_fake)]))

# %% discriminator_loss__no_grad
"""step: backward

loss에 그래프가 없어서 미분할 수 없습니다. 끊을 것은 fake뿐이고, 판별자는 끊지 마세요.

The loss carries no graph and cannot be differentiated. Cut off fake alone, not the discriminator.
"""
-    yhat_real = D(real)
-    yhat_fake = D(fake.detach())
+    with torch.no_grad():
+        yhat_real, yhat_fake = D(real), D(fake)

# %% generator_loss__says_fake
"""step: loss

가짜를 0이라고 했습니다. 그러면 생성자가 판별자를 돕습니다. 생성자는 1이라고 하기를 바랍니다.

It says fake is 0, and so the generator helps the discriminator. It wants to hear 1.
"""
-    return torch.nn.BCELoss()(yhat, torch.ones_like(yhat))
+    return torch.nn.BCELoss()(yhat, torch.zeros_like(yhat))

# %% generator_loss__detached
"""step: backward

미분이 fake에서 끊겼습니다. 생성자가 배우려면 fake를 지나가야 합니다.

The derivative is cut off at fake. For the generator to learn it has to pass there.
"""
-    yhat = D(fake)
+    yhat = D(fake.detach()) + 0 * fake.sum()

# %% generator_loss__minimax
"""step: loss

log(1 − D(fake))를 줄이는 loss입니다. 여기서는 가짜를 1로 본 BCE, 곧 −log D(fake)의 평균입니다.

It is the loss that makes log(1 − D(fake)) smaller. Here it is the BCE of fake as 1, the mean of −log D(fake).
"""
-    return torch.nn.BCELoss()(yhat, torch.ones_like(yhat))
+    return torch.mean(torch.log(1 - yhat))

# %% generator_loss__sums
"""step: loss

평균내지 않고 모두 더했습니다.

It is added up, not averaged.
"""
-    return torch.nn.BCELoss()(yhat, torch.ones_like(yhat))
+    return torch.nn.BCELoss(reduction="sum")(yhat, torch.ones_like(yhat))

# %% generator_loss__mse
"""step: loss

잔차제곱의 평균입니다. 확률의 loss는 BCE입니다.

It is the mean of squared residuals. The loss of a probability is BCE.
"""
-    return torch.nn.BCELoss()(yhat, torch.ones_like(yhat))
+    return torch.mean((1 - yhat) ** 2)

# %% fit_gan__discriminator_never_cleared
"""step: update

판별자의 기울기가 지워지지 않습니다. 앞 에폭의 것과, 생성자의 loss를 미분할 때 생긴 것이 더해집니다.

The discriminator's gradient is never cleared: that of the epoch before is added, and so is what the generator's loss left there.
"""
-        optimizr_D.zero_grad()

# %% fit_gan__generator_never_cleared
"""step: update

생성자의 기울기가 지워지지 않아서 다음 에폭의 기울기에 더해집니다.

The generator's gradient is never cleared, and is added to that of the next epoch.
"""
-        optimizr_G.zero_grad()

# %% fit_gan__clears_the_discriminator_too_early
"""step: update

판별자의 기울기를 update한 바로 다음에 지웠습니다. 그 뒤에 생성자의 loss를 미분하면 판별자에 다시 기울기가 생깁니다.

The discriminator's gradient is cleared just after its update. The generator's loss, differentiated later, leaves a gradient there again.
"""
-        optimizr_D.zero_grad()
-        loss_D.backward()
+        loss_D.backward()

-        optimizr_D.step()
+        optimizr_D.step()
+        optimizr_D.zero_grad()

# %% fit_gan__one_optimizer
"""step: update

옵티마이저 하나가 두 네트워크를 함께 움직입니다. 생성자의 loss를 줄일 때에는 판별자가 그대로여야 합니다.

One optimiser moves both nets. While the generator's loss is made smaller, the discriminator has to stay.
"""
-    optimizr_G = torch.optim.Adam(G.parameters(), lr=lr)
+    optimizr_G = torch.optim.Adam([*G.parameters(), *D.parameters()], lr=lr)

# %% fit_gan__generator_first
"""step: loss

생성자를 먼저 고쳤습니다. 에폭마다 판별자가 먼저, 생성자가 나중입니다.

The generator is updated first. In every epoch the discriminator comes first, then the generator.
"""
-        # 판별자 / discriminator: step1, step2
-        loss_D = bce(D(real), ones) + bce(D(fake.detach()), zeros)
-        # step3: 미분 / backward
-        optimizr_D.zero_grad()
-        loss_D.backward()
-        # step4: update
-        optimizr_D.step()

-        optimizr_G.step()
+        optimizr_G.step()
+        loss_D = bce(D(real), ones) + bce(D(fake.detach()), zeros)
+        optimizr_D.zero_grad()
+        loss_D.backward()
+        optimizr_D.step()

# %% fit_gan__generator_asks_the_old_discriminator
"""step: loss

생성자의 loss를 판별자를 고치기 전에 계산했습니다. 고친 다음의 D로 계산해야 합니다.

The generator's loss is computed before the discriminator is updated. It takes D as it is after that.
"""
-        optimizr_D.zero_grad()
-        loss_D.backward()
+        optimizr_G.zero_grad()
+        bce(D(fake), ones).backward()
+        optimizr_D.zero_grad()
+        loss_D.backward()

-        loss_G = bce(D(fake), ones)
-        # step3: 미분 / backward
-        optimizr_G.zero_grad()
-        loss_G.backward()
-        # step4: update
+        # step4: update

# %% fit_gan__same_noise_every_epoch
"""step: yhat

에폭마다 같은 잡음입니다. for문 안에서 새로 뽑아야 합니다.

The noise is the same in every epoch. It has to be drawn anew inside the loop.
"""
-    for epoc in range(epochs):
-        fake = G(torch.randn(n, 1))
+    noise = torch.randn(n, 1)
+    for epoc in range(epochs):
+        fake = G(noise)

# %% fit_gan__uniform_noise
"""step: yhat

잡음을 균등분포에서 뽑았습니다. 여기서는 표준정규분포입니다.

The noise is drawn uniformly. Here it is standard normal.
"""
-        fake = G(torch.randn(n, 1))
+        fake = G(torch.rand(n, 1))

# %% fit_gan__sgd
"""step: update

파라메터가 기울기에 lr을 곱한 만큼 움직입니다. 그것은 SGD입니다.

The parameters move by lr times the gradient: that is SGD.
"""
-    optimizr_D = torch.optim.Adam(D.parameters(), lr=lr)
-    optimizr_G = torch.optim.Adam(G.parameters(), lr=lr)
+    optimizr_D = torch.optim.SGD(D.parameters(), lr=lr)
+    optimizr_G = torch.optim.SGD(G.parameters(), lr=lr)

# %% fit_gan__two_steps_of_the_discriminator
"""step: update

판별자를 에폭마다 두 번 고쳤습니다. 여기서는 한 번씩입니다.

The discriminator is updated twice in every epoch. Here it is once each.
"""
-        optimizr_D.step()
+        optimizr_D.step()
+        optimizr_D.zero_grad()
+        (bce(D(real), ones) + bce(D(fake.detach()), zeros)).backward()
+        optimizr_D.step()

# %% fit_gan__trains_the_generator_against_real
"""step: loss

생성자의 loss에 진짜 자료를 넣었습니다. 판별자에게 보일 것은 fake입니다.

The generator's loss is given the real data. What the discriminator is shown is fake.
"""
-        loss_G = bce(D(fake), ones)
+        loss_G = bce(D(real + 0 * fake), ones)

# %% generate__no_seed
"""step: generate

값이 seed의 것이 아닙니다. 잡음을 뽑기 전에 torch.manual_seed(seed)를 부르세요.

The values are not those of the seed. Call torch.manual_seed(seed) before the noise is drawn.
"""
-    torch.manual_seed(seed)

# %% generate__keeps_the_graph
"""step: generate

값은 맞지만 그래프가 붙어 있습니다. 만들기만 할 때에는 미분이 필요 없습니다.

The values are right, but they carry a graph: to generate needs no derivative.
"""
-    with torch.no_grad():
-        return G(torch.randn(n, 1))
+    return G(torch.randn(n, 1))

# %% generate__uniform_noise
"""step: generate

잡음을 균등분포에서 뽑았습니다. 여기서는 표준정규분포입니다.

The noise is drawn uniformly. Here it is standard normal.
"""
-        return G(torch.randn(n, 1))
+        return G(torch.rand(n, 1))
