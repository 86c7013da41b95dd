# %% make_vocabulary__not_sorted
"""step: encode

글자가 나온 순서대로입니다. 정렬하세요.

The letters stand as they came. Sort them.
"""
-    return sorted(set(text))
+    return list(dict.fromkeys(text))

# %% make_vocabulary__every_letter
"""step: encode

같은 글자가 여러 번 있습니다. 한 번씩만 있어야 합니다.

Some letters stand there more than once. Each stands there once.
"""
-    return sorted(set(text))
+    return sorted(text)

# %% make_vocabulary__a_set
"""step: encode

set에는 순서가 없습니다. 글자의 번호는 자리이므로 list여야 합니다.

A set has no order. A letter's number is its place: make a list.
"""
-    return sorted(set(text))
+    return set(text)

# %% make_vocabulary__no_spaces
"""step: encode

빈칸도 글자입니다.

A space is a letter, too.
"""
-    return sorted(set(text))
+    return sorted(set(text) - {" "})

# %% encode__from_one
"""step: encode

번호가 1부터 시작합니다. 0부터입니다.

Numbers begin at 1. They begin at 0.
"""
-    return torch.tensor([vocabulary.index(letter) for letter in text])
+    return torch.tensor([vocabulary.index(letter) + 1 for letter in text])

# %% encode__by_the_sorted_alphabet
"""step: encode

vocabulary의 순서가 아니라 정렬한 순서로 번호를 매겼습니다.

The numbers are those of the sorted letters, not of vocabulary as it is given.
"""
-    return torch.tensor([vocabulary.index(letter) for letter in text])
+    return torch.tensor([sorted(vocabulary).index(letter) for letter in text])

# %% encode__code_points
"""step: encode

컴퓨터가 쓰는 글자의 번호(ord)입니다. vocabulary에서의 자리를 적으세요.

It is the number that computers give a letter (ord). Write its place in vocabulary.
"""
-    return torch.tensor([vocabulary.index(letter) for letter in text])
+    return torch.tensor([ord(letter) for letter in text])

# %% encode__floats
"""step: encode

실수입니다. 번호는 int64여야 행을 고를 수 있습니다.

These are no whole numbers. A number that picks a row is int64.
"""
-    return torch.tensor([vocabulary.index(letter) for letter in text])
+    return torch.tensor([vocabulary.index(letter) for letter in text]).float()

# %% encode__a_list
"""step: encode

list입니다. 텐서로 바꾸세요.

It is a list. Make a tensor of it.
"""
-    return torch.tensor([vocabulary.index(letter) for letter in text])
+    return [vocabulary.index(letter) for letter in text]

# %% encode__one_hot
"""step: encode

원핫입니다. 글자마다 숫자 하나입니다.

It is one-hot. There is one number a letter.
"""
-    return torch.tensor([vocabulary.index(letter) for letter in text])
+    numbers = torch.tensor([vocabulary.index(letter) for letter in text])
+    return torch.nn.functional.one_hot(numbers, len(vocabulary))

# %% encode__each_letter_once
"""step: encode

다시 나온 글자가 빠졌습니다.

Letters that come again are missing.
"""
-    return torch.tensor([vocabulary.index(letter) for letter in text])
+    return torch.tensor([vocabulary.index(letter) for letter in dict.fromkeys(text)])

# %% decode__a_list
"""step: encode

글자의 list입니다. 이어서 문자열로 만드세요.

It is a list of letters. Join them to a string.
"""
-    return "".join([vocabulary[k] for k in numbers])
+    return [vocabulary[k] for k in numbers]

# %% decode__with_spaces
"""step: encode

글자 사이에 빈칸이 들어갔습니다.

There are spaces between the letters.
"""
-    return "".join([vocabulary[k] for k in numbers])
+    return " ".join([vocabulary[k] for k in numbers])

# %% decode__from_one
"""step: encode

번호가 1부터 시작한다고 보았습니다. 0부터입니다.

It takes numbers to begin at 1. They begin at 0.
"""
-    return "".join([vocabulary[k] for k in numbers])
+    return "".join([vocabulary[k - 1] for k in numbers])

# %% decode__by_the_sorted_alphabet
"""step: encode

vocabulary의 순서가 아니라 정렬한 순서로 글자를 찾았습니다.

The letters are those of the sorted ones, not of vocabulary as it is given.
"""
-    return "".join([vocabulary[k] for k in numbers])
+    return "".join([sorted(vocabulary)[k] for k in numbers])

# %% next_letter_data__same_letter
"""step: encode

y가 x와 같은 글자입니다. y는 한 칸 뒤의 글자입니다.

y is the letter of x. It is the one after it.
"""
-    y = numbers[1:]
+    y = numbers[:-1]

# %% next_letter_data__the_letter_before
"""step: encode

x와 y가 바뀌었습니다. 앞의 글자가 x, 다음 글자가 y입니다.

x and y are swapped. The letter is x, the next one is y.
"""
-    x = torch.nn.functional.one_hot(numbers[:-1], size).float()
-    y = numbers[1:]
+    x = torch.nn.functional.one_hot(numbers[1:], size).float()
+    y = numbers[:-1]

# %% next_letter_data__whole_text
"""step: encode

마지막 글자 다음에는 글자가 없습니다. x에서 마지막을 빼세요.

There is no letter after the last one. Leave it out of x.
"""
-    x = torch.nn.functional.one_hot(numbers[:-1], size).float()
+    x = torch.nn.functional.one_hot(numbers, size).float()

# %% next_letter_data__not_float
"""step: encode

원핫이 int64입니다. 행렬과 곱하려면 float32여야 합니다.

One-hot is int64. To be multiplied by a matrix it has to be float32.
"""
-    x = torch.nn.functional.one_hot(numbers[:-1], size).float()
+    x = torch.nn.functional.one_hot(numbers[:-1], size)

# %% next_letter_data__y_one_hot
"""step: encode

y도 원핫입니다. CrossEntropyLoss에는 번호를 주세요.

y is one-hot, too. CrossEntropyLoss takes numbers.
"""
-    y = numbers[1:]
+    y = torch.nn.functional.one_hot(numbers[1:], size)

# %% next_letter_data__as_wide_as_it_sees
"""step: encode

원핫의 열이 나온 글자만큼입니다. size만큼이어야 합니다.

One-hot has as many columns as there are letters in it. It has size columns.
"""
-    x = torch.nn.functional.one_hot(numbers[:-1], size).float()
+    x = torch.nn.functional.one_hot(numbers[:-1]).float()

# %% embed__columns
"""step: encode

열을 꺼냈습니다. 글자의 벡터는 행입니다.

It takes columns. A letter's vector is a row.
"""
-    return table[numbers]
+    return table.T[numbers % table.shape[1]]

# %% embed__the_first_rows
"""step: encode

번호를 보지 않고 앞의 행부터 꺼냈습니다.

It takes the first rows, whatever the numbers are.
"""
-    return table[numbers]
+    return table[:len(numbers)]

# %% embed__adds_up
"""step: encode

글자들의 벡터를 더했습니다. 글자마다 한 행씩 남기세요.

The letters' vectors are added up. Keep one row a letter.
"""
-    return table[numbers]
+    return table[numbers].sum(dim=0)

# %% embed__sorted
"""step: encode

글자의 순서가 사라졌습니다.

The order of the letters is lost.
"""
-    return table[numbers]
+    return table[numbers.sort().values]
