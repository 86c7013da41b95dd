# %% central_difference__one_side
"""step: setup

한쪽만 보았습니다.

It looks at one side only.
"""
-    less[arg] -= epsilon
-    return (f(*more) - f(*less)) / (2 * epsilon)
+    return (f(*more) - f(*less)) / epsilon

# %% central_difference__not_halved
"""step: setup

두 배입니다.

It is twice as large.
"""
-    return (f(*more) - f(*less)) / (2 * epsilon)
+    return (f(*more) - f(*less)) / epsilon

# %% central_difference__always_the_first
"""step: setup

언제나 첫 값입니다.

It is always the first argument.
"""
-    more[arg] += epsilon
-    less[arg] -= epsilon
+    more[0] += epsilon
+    less[0] -= epsilon

# %% topological_order__comes_again
"""step: setup

한 번 이상 나옵니다.

Some come more than once.
"""
-        seen.add(id(one))

# %% topological_order__from_the_leaves
"""step: setup

잎이 먼저입니다.

The leaves come first.
"""
-        order.insert(0, one)
+        order.append(one)

# %% topological_order__as_it_is_visited
"""step: setup

쓰는 것이 나중에 나올 수 있습니다.

What uses another may come after it.
"""
-        for parent in one.parents:
-            visit(parent)
-        order.insert(0, one)
+        order.append(one)
+        for parent in one.parents:
+            visit(parent)

# %% backpropagate__overwrites
"""step: backward

더하지 않고 바꾸었습니다.

It replaces, and does not add.
"""
-            found[id(parent)] = found.get(id(parent), 0.0) + d * slope
+            found[id(parent)] = d * slope

# %% backpropagate__forgets_the_chain
"""step: backward

뒤에서 온 미분을 곱하지 않았습니다.

The derivative from behind is not multiplied.
"""
-            found[id(parent)] = found.get(id(parent), 0.0) + d * slope
+            found[id(parent)] = found.get(id(parent), 0.0) + slope

# %% backpropagate__forgets_earlier_ones
"""step: backward

앞의 미분을 잊었습니다.

It forgets the derivative that was there.
"""
-            one.derivative = (one.derivative or 0.0) + d
+            one.derivative = d

# %% backpropagate__in_all_of_them
"""step: backward

잎이 아닌 것에도 두었습니다.

It is left in what is no leaf, too.
"""
-        if one.is_leaf():
-            one.derivative = (one.derivative or 0.0) + d
+        one.derivative = (one.derivative or 0.0) + d
