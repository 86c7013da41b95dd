# %% topological_order__reversed_at_the_end
-        order.insert(0, one)
+        order.append(one)

-    return order
+    return order[::-1]

# %% backpropagate__recursive
-    found = {id(variable): derivative}
-    for one in topological_order(variable):
-        d = found[id(one)]
-        if one.is_leaf():
-            one.derivative = (one.derivative or 0.0) + d
-        for parent, slope in zip(one.parents, one.slopes):
-            found[id(parent)] = found.get(id(parent), 0.0) + d * slope
+    if variable.is_leaf():
+        variable.derivative = (variable.derivative or 0.0) + derivative
+    for parent, slope in zip(variable.parents, variable.slopes):
+        backpropagate(parent, derivative * slope)
