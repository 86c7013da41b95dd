# %% make_vocabulary__a_loop
-    return sorted(set(text))
+    vocabulary = []
+    for letter in text:
+        if letter not in vocabulary:
+            vocabulary.append(letter)
+    vocabulary.sort()
+    return vocabulary

# %% encode__by_a_dict
-    return torch.tensor([vocabulary.index(letter) for letter in text])
+    number = {letter: k for k, letter in enumerate(vocabulary)}
+    return torch.tensor([number[letter] for letter in text])

# %% encode__writes_into_zeros
-    return torch.tensor([vocabulary.index(letter) for letter in text])
+    numbers = torch.zeros(len(text), dtype=torch.long)
+    for k in range(len(text)):
+        numbers[k] = vocabulary.index(text[k])
+    return numbers

# %% decode__adds_letters
-    return "".join([vocabulary[k] for k in numbers])
+    text = ""
+    for k in numbers.tolist():
+        text += vocabulary[k]
+    return text

# %% next_letter_data__rows_of_eye
-    x = torch.nn.functional.one_hot(numbers[:-1], size).float()
+    x = torch.eye(size)[numbers[:-1]]

# %% next_letter_data__scatters
-    x = torch.nn.functional.one_hot(numbers[:-1], size).float()
-    y = numbers[1:]
-    return x, y
+    n = len(numbers) - 1
+    x = torch.zeros(n, size)
+    x[torch.arange(n), numbers[:n]] = 1
+    return [x, numbers[-n:].clone()]

# %% embed__one_hot_times_the_table
-    return table[numbers]
+    return torch.nn.functional.one_hot(numbers, len(table)).float() @ table

# %% embed__by_torch
-    return table[numbers]
+    layer = torch.nn.Embedding.from_pretrained(table)
+    return layer(numbers)

# %% embed__index_select
-    return table[numbers]
+    return torch.index_select(table, 0, numbers)
