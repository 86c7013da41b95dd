# %% CharLSTM__an_rnn
"""step: setup

RNN입니다. LSTM은 문이 셋 더 있어서 파라메터가 네 배입니다.

It is an RNN. An LSTM has three gates more, and four times the parameters.
"""
-        self.lstm = torch.nn.LSTM(p, q)
+        self.lstm = torch.nn.RNN(p, q)

-        hidden, _ = self.lstm(v)
+        hidden, h = self.lstm(v)

# %% CharLSTM__two_layers
"""step: setup

LSTM이 두 층입니다.

Its LSTM has two layers.
"""
-        self.lstm = torch.nn.LSTM(p, q)
+        self.lstm = torch.nn.LSTM(p, q, num_layers=2)

# %% CharLSTM__one_hot
"""step: setup

임베딩이 없습니다. 원핫을 그대로 LSTM에 넣었습니다.

There is no embedding: one-hot goes into the LSTM as it is.
"""
-        self.embedding = torch.nn.Embedding(size, p)
-        self.lstm = torch.nn.LSTM(p, q)
+        self.size = size
+        self.lstm = torch.nn.LSTM(size, q)

-        v = self.embedding(x)
+        v = torch.nn.functional.one_hot(x, self.size).float()

# %% CharLSTM__no_bias
"""step: setup

직선에 bias가 없습니다.

The line has no bias.
"""
-        self.out = torch.nn.Linear(q, size)
+        self.out = torch.nn.Linear(q, size, bias=False)

# %% CharLSTM__only_the_last
"""step: yhat

마지막 글자의 점수만 나왔습니다. 글자마다 점수가 있어야 합니다.

There are scores of the last letter only. Every letter has its own.
"""
-        return self.out(hidden)
+        return self.out(hidden[-1])

# %% CharLSTM__softmax_at_the_end
"""step: yhat

점수가 아니라 확률입니다. softmax는 CrossEntropyLoss가 합니다.

These are probabilities, not scores. Softmax is CrossEntropyLoss's work.
"""
-        return self.out(hidden)
+        return torch.softmax(self.out(hidden), dim=1)

# %% CharLSTM__a_letter_at_a_time
"""step: yhat

글자를 하나하나 따로 넣어서 LSTM이 앞의 글자를 기억하지 못합니다. (n,p)를 한 번에 넣으세요.

Letters are put in one by one, and the LSTM forgets those before. Give it (n,p) at once.
"""
-        hidden, _ = self.lstm(v)
+        hidden = torch.cat([self.lstm(row.reshape(1, -1))[0] for row in v])

# %% CharLSTM__the_wrong_axis
"""step: yhat

글자를 시점이 아니라 서로 다른 문장으로 넣었습니다. LSTM의 첫 축이 시점입니다.

The letters are put in as sentences of their own, not as moments. An LSTM's first axis is time.
"""
-        hidden, _ = self.lstm(v)
+        hidden, (h, c) = self.lstm(v.reshape(1, len(v), -1))
+        hidden = hidden[0]

# %% CharLSTM__tanh_again
"""step: yhat

LSTM의 은닉상태에 tanh를 한 번 더 취했습니다.

tanh is taken once more of the LSTM's hidden state.
"""
-        return self.out(hidden)
+        return self.out(torch.tanh(hidden))

# %% CharLSTM__the_cell
"""step: yhat

은닉상태가 아니라 마지막 c로 점수를 계산했습니다.

The scores are computed from the last c, not from the hidden states.
"""
-        hidden, _ = self.lstm(v)
+        hidden, (h, c) = self.lstm(v)

-        return self.out(hidden)
+        return self.out(c.expand(len(x), -1))

# %% fit_text__softmax_twice
"""step: loss

softmax를 두 번 취했습니다. CrossEntropyLoss는 점수를 받아 스스로 softmax를 취합니다.

Softmax is taken twice. CrossEntropyLoss takes scores, and applies softmax itself.
"""
-        loss = loss_fn(u, y)
+        loss = loss_fn(torch.softmax(u, dim=1), y)

# %% fit_text__guesses_itself
"""step: loss

y가 아니라 x와 비교했습니다. 다음 글자를 맞혀야 합니다.

It is compared with x, not with y. It is the next letter that is guessed.
"""
-        loss = loss_fn(u, y)
+        loss = loss_fn(u, x)

# %% fit_text__only_the_last
"""step: loss

마지막 글자의 loss만 구했습니다. 글자마다 구해서 평균내세요.

It is the loss of the last letter only. Take the mean over all letters.
"""
-        loss = loss_fn(u, y)
+        loss = loss_fn(u[-1:], y[-1:])

# %% fit_text__sums
"""step: loss

loss를 평균내지 않고 모두 더했습니다.

The loss is added up, not averaged.
"""
-    loss_fn = torch.nn.CrossEntropyLoss()
+    loss_fn = torch.nn.CrossEntropyLoss(reduction="sum")

# %% fit_text__never_clears
"""step: update

기울기가 지워지지 않아서 다음 에폭의 기울기에 더해집니다.

The gradient is never cleared, and is added to that of the next epoch.
"""
-        optimizr.zero_grad()

# %% fit_text__clears_before_the_step
"""step: update

기울기를 구하자마자 지우고 update했습니다. 파라메터가 움직이지 않습니다.

The gradient is cleared between backward and step: the parameters do not move.
"""
-        optimizr.step()
-        optimizr.zero_grad()
+        optimizr.zero_grad()
+        optimizr.step()

# %% fit_text__a_letter_an_update
"""step: setup

글자마다 update했습니다. 한 에폭에 update가 한 번이어야 합니다.

There is an update for every letter. An epoch has one.
"""
def fit_text(net, x, y, lr=0.1, epochs=10):
    loss_fn = torch.nn.CrossEntropyLoss()
    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
    for epoc in range(epochs):
        for k in range(len(x)):
            loss = loss_fn(net(x[k:k + 1]), y[k:k + 1])
            loss.backward()
            optimizr.step()
            optimizr.zero_grad()
    return net

# %% fit_text__sgd
"""step: update

파라메터가 기울기에 lr을 곱한 만큼 움직입니다. 그것은 SGD입니다.

The parameters move by lr times the gradient: that is SGD.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr)

# %% fit_text__new_adam_every_epoch
"""step: update

에폭마다 Adam을 새로 만들어서 그동안 모은 평균을 잊습니다. for문 앞에서 한 번만 만드세요.

Adam is made anew in every epoch, and forgets the averages it had. Make it once, before the loop.
"""
-    for epoc in range(epochs):
+    for epoc in range(epochs):
+        optimizr = torch.optim.Adam(net.parameters(), lr=lr)

# %% fit_text__one_epoch_less
"""step: setup

에폭이 하나 적습니다.

There is one epoch less.
"""
-    for epoc in range(epochs):
+    for epoc in range(1, epochs):

# %% fit_text__embedding_frozen
"""step: update

임베딩은 학습하지 않았습니다. 임베딩도 파라메터입니다.

The embedding is not trained. It holds parameters, too.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam([*net.parameters()][1:], lr=lr)

# %% fit_text__trains_a_copy
"""step: update

net을 복사해서 학습했습니다. 주어진 net을 직접 고치세요.

It trains a copy of net. Train the net that is given.
"""
-    loss_fn = torch.nn.CrossEntropyLoss()
+    import copy
+    net = copy.deepcopy(net)
+    loss_fn = torch.nn.CrossEntropyLoss()

# %% generate__without_the_start
"""step: yhat

start가 빠졌습니다. start로 시작하는 글 전체를 돌려주세요.

start is missing. Return the whole text, which begins with it.
"""
-    return text
+    return text[len(start):]

# %% generate__only_the_last_letter
"""step: yhat

마지막 글자만 net에 넣었습니다. 그때까지의 글 전체를 넣으세요.

Only the last letter is given to net. Give it the whole text so far.
"""
-        numbers = torch.tensor([vocabulary.index(letter) for letter in text])
+        numbers = torch.tensor([vocabulary.index(text[-1])])

# %% generate__first_moment
"""step: yhat

처음 시점의 점수를 보았습니다. 다음 글자의 점수는 마지막 시점에 있습니다.

It looks at the scores of the first moment. Those of the next letter are at the last one.
"""
-        text = text + vocabulary[u[-1].argmax()]
+        text = text + vocabulary[u[0].argmax()]

# %% generate__from_start_every_time
"""step: yhat

매번 start만 넣어서 같은 글자가 되풀이됩니다. 붙인 글자도 넣으세요.

It gives net nothing but start each time, and the same letter comes again. Give it what was appended, too.
"""
-        numbers = torch.tensor([vocabulary.index(letter) for letter in text])
+        numbers = torch.tensor([vocabulary.index(letter) for letter in start])

# %% generate__as_long_as_length
"""step: yhat

전체의 길이가 length입니다. start 다음에 length개를 더 쓰세요.

The whole text is length letters long. Write length letters after start.
"""
-    for k in range(length):
+    for k in range(length - len(start)):

# %% generate__least_likely
"""step: yhat

점수가 가장 작은 글자를 붙였습니다.

It appends the letter with the smallest score.
"""
-        text = text + vocabulary[u[-1].argmax()]
+        text = text + vocabulary[u[-1].argmin()]

# %% generate__puts_before
"""step: yhat

글자를 앞에 붙였습니다.

Letters are put before the text.
"""
-        text = text + vocabulary[u[-1].argmax()]
+        text = vocabulary[u[-1].argmax()] + text
