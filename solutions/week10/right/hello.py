# %% CharLSTM__batch_first
-        self.lstm = torch.nn.LSTM(p, q)
+        self.lstm = torch.nn.LSTM(p, q, batch_first=True)

-        hidden, _ = self.lstm(v)
+        hidden, (h, c) = self.lstm(v.unsqueeze(0))

-        return self.out(hidden)
+        return self.out(hidden.squeeze(0))

# %% CharLSTM__a_cell_in_a_loop
class CharLSTM(torch.nn.Module):
    def __init__(self, size, p, q):
        super().__init__()
        self.q = q
        self.emb = torch.nn.Embedding(size, p)
        self.cell = torch.nn.LSTMCell(p, q)
        self.fc = torch.nn.Linear(q, size)

    def forward(self, x):
        h, c = torch.zeros(1, self.q), torch.zeros(1, self.q)
        scores = []
        for k in x:
            h, c = self.cell(self.emb(k).reshape(1, -1), (h, c))
            scores.append(self.fc(h))
        return torch.cat(scores)

# %% CharLSTM__gives_the_first_state
-        hidden, _ = self.lstm(v)
+        start = torch.zeros(1, self.lstm.hidden_size)
+        hidden, _ = self.lstm(v, (start, start))

# %% CharLSTM__one_hot_times_a_parameter
-        self.embedding = torch.nn.Embedding(size, p)
+        self.table = torch.nn.Parameter(torch.randn(size, p))

-        v = self.embedding(x)
+        v = torch.nn.functional.one_hot(x, len(self.table)).float() @ self.table

# %% CharLSTM__makes_its_line_first
-        self.embedding = torch.nn.Embedding(size, p)
-        self.lstm = torch.nn.LSTM(p, q)
-        self.out = torch.nn.Linear(q, size)
+        self.out = torch.nn.Linear(q, size)
+        self.embedding = torch.nn.Embedding(size, p)
+        self.lstm = torch.nn.LSTM(p, q)

# %% fit_text__clears_first
-        u = net(x)
+        optimizr.zero_grad()
+        u = net(x)

-        optimizr.step()
-        optimizr.zero_grad()
+        optimizr.step()

# %% fit_text__its_loss_by_hand
-        loss = loss_fn(u, y)
+        loss = torch.logsumexp(u, dim=1).mean() - u[torch.arange(len(y)), y].mean()

# %% fit_text__log_softmax_and_nll
-    loss_fn = torch.nn.CrossEntropyLoss()
+    loss_fn = torch.nn.NLLLoss()

-        loss = loss_fn(u, y)
+        loss = loss_fn(u.log_softmax(dim=-1), y)

# %% fit_text__sums_letter_by_letter
-        loss = loss_fn(u, y)
+        loss = 0
+        for k in range(len(y)):
+            loss = loss + loss_fn(u[k:k + 1], y[k:k + 1]) / len(y)

# %% fit_text__a_while_loop
-    for epoc in range(epochs):
+    epoc = 0
+    while epoc < epochs:
+        epoc += 1

# %% fit_text__prints
-        optimizr.zero_grad()
+        optimizr.zero_grad()
+        if epoc % 5 == 0:
+            print(epoc, loss.item())

# %% generate__a_list_of_letters
-    text = start
-    for k in range(length):
-        numbers = torch.tensor([vocabulary.index(letter) for letter in text])
-        with torch.no_grad():
-            u = net(numbers)
-        text = text + vocabulary[u[-1].argmax()]
-    return text
+    letters = list(start)
+    while len(letters) < len(start) + length:
+        scores = net(torch.tensor([vocabulary.index(letter) for letter in letters]))[-1]
+        letters.append(vocabulary[scores.argmax().item()])
+    return "".join(letters)

# %% generate__appends_numbers
-    text = start
-    for k in range(length):
-        numbers = torch.tensor([vocabulary.index(letter) for letter in text])
-        with torch.no_grad():
-            u = net(numbers)
-        text = text + vocabulary[u[-1].argmax()]
-    return text
+    numbers = torch.tensor([vocabulary.index(letter) for letter in start])
+    for _ in range(length):
+        best = torch.softmax(net(numbers), dim=1)[-1].argmax()
+        numbers = torch.cat([numbers, best.reshape(1)])
+    return "".join(vocabulary[k] for k in numbers)

# %% generate__itself
-    text = start
-    for k in range(length):
-        numbers = torch.tensor([vocabulary.index(letter) for letter in text])
-        with torch.no_grad():
-            u = net(numbers)
-        text = text + vocabulary[u[-1].argmax()]
-    return text
+    if length == 0:
+        return start
+    numbers = torch.tensor([vocabulary.index(letter) for letter in start])
+    return generate(net, start + vocabulary[net(numbers)[-1].argmax()], length - 1, vocabulary)

# %% generate__by_the_own_encode
def generate(net, start, length, vocabulary):
    from letters import encode

    text = start
    for k in range(length):
        with torch.no_grad():
            u = net(encode(text, vocabulary))
        text = text + vocabulary[u[-1].argmax()]
    return text
