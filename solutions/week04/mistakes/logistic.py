# Known mistakes of logistic.py: a cell a program, as a student who makes it would write it.

# %% sigmoid__adds_an_epsilon
"""step: yhat

분모에 작은 수를 더해서 값이 조금씩 작아졌습니다. 분모는 1보다 크므로 0으로 나눌 걱정이 없습니다.

A small number added to the denominator makes every value slightly too small. The denominator exceeds 1, so nothing is ever divided by 0.
"""
def sigmoid(u):
    return torch.exp(u)/(1+torch.exp(u)+1e-4)

# %% sigmoid__applies_itself_twice
"""step: yhat

시그모이드를 두 번 통과한 값입니다. 결과가 0.5와 0.73 사이에만 있습니다.

The value has gone through the sigmoid twice: everything lies between 0.5 and 0.73.
"""
def sigmoid(u):
    return torch.sigmoid(torch.sigmoid(u))

# %% sigmoid__clamps_at_twenty
"""step: yhat

u가 -20보다 작을 때 값이 더 이상 작아지지 않습니다. u를 자르지 않아도 공식은 유한합니다.

Below u=-20 the value falls no further. The formula is finite without cutting u off.
"""
def sigmoid(u):
    return torch.sigmoid(torch.clamp(u, -20, 20))

# %% sigmoid__clamps_far_out
"""step: yhat

|u|가 아주 클 때 값이 더 이상 변하지 않습니다. u를 자르지 않아도 공식은 유한합니다.

For very large |u| the value stops changing. The formula is finite without cutting u off.
"""
def sigmoid(u):
    return torch.sigmoid(torch.clamp(u, -9, 9))

# %% sigmoid__clamps_u
"""step: yhat

|u|가 클 때 값이 더 이상 변하지 않습니다. u를 자르지 않아도 공식은 유한합니다.

For large |u| the value stops changing. The formula is finite without cutting u off.
"""
def sigmoid(u):
    return torch.sigmoid(torch.clamp(u, -5, 5))

# %% sigmoid__flips_the_sign
"""step: yhat

u가 커질수록 값이 작아집니다. u=6과 u=-6에서 값을 비교해 보세요. 지수의 부호를 보세요.

The value falls as u grows. Compare u=6 with u=-6, and look at the sign in the exponent.
"""
def sigmoid(u):
    return 1/(1+torch.exp(u))

# %% sigmoid__forgets_the_brackets
"""step: yhat

나누기가 덧셈보다 먼저 계산됩니다. 분모 전체가 나누어지고 있는지, u=0에서 값이 0.5인지 보세요.

The division comes before the addition. Check that the whole denominator divides, and that the value at u=0 is 0.5.
"""
def sigmoid(u):
    return torch.exp(u)/1+torch.exp(u)

# %% sigmoid__forgets_the_denominator
"""step: yhat

값이 1보다 커집니다. 확률이 되도록 나누어 주는 부분이 빠졌습니다.

The values exceed 1: the part that divides them down to probabilities is missing.
"""
def sigmoid(u):
    return torch.exp(u)

# %% sigmoid__is_piecewise_linear
"""step: yhat

직선을 이어붙인 근사값입니다. u=2에서의 값을 공식과 비교해 보세요.

This is an approximation made of straight lines. Compare the value at u=2 with the formula.
"""
def sigmoid(u):
    return torch.nn.functional.hardsigmoid(u)

# %% sigmoid__is_the_derivative
"""step: yhat

u=0에서 값이 0.25이고 양쪽으로 작아집니다. 시그모이드가 아니라 그 도함수입니다.

The value is 0.25 at u=0 and falls on both sides: this is the sigmoid's derivative, not the sigmoid.
"""
def sigmoid(u):
    return torch.sigmoid(u)*(1-torch.sigmoid(u))

# %% sigmoid__is_the_hyperbolic_tangent
"""step: yhat

값이 -1과 1 사이에 있습니다. 확률은 0과 1 사이여야 합니다. u=0에서의 값을 보세요.

The values lie between -1 and 1, but a probability lies between 0 and 1. Look at the value at u=0.
"""
def sigmoid(u):
    return torch.tanh(u)

# %% sigmoid__normalises_over_the_rows
"""step: yhat

각 값이 다른 행의 값에 따라 달라집니다. 한 원소만 넣었을 때의 값을 보세요.

Each value depends on the other rows. Look at what you get for a single element.
"""
def sigmoid(u):
    return torch.softmax(u, dim=0)

# %% sigmoid__overflows_early
"""step: yhat

u가 44보다 크면 값이 nan입니다. 공식의 분자와 분모를 다시 제곱하지 않았는지 보세요.

Above u=44 the value is nan. Look whether numerator and denominator are multiplied up once more than the formula needs.
"""
def sigmoid(u):
    return torch.exp(u)**2/(torch.exp(u)+torch.exp(u)**2)

# %% sigmoid__overwrites_u
"""step: yhat

함수에 넣은 u의 값이 바뀌었습니다. 이름 끝이 `_`인 연산은 텐서를 그 자리에서 바꿉니다.

The u that was passed in has changed. Operations whose names end in `_` change a tensor in place.
"""
def sigmoid(u):
    u.exp_()
    return u/(1+u)

# %% sigmoid__rounds_to_zero_or_one
"""step: yhat

값이 0 또는 1뿐입니다. 확률을 반올림하거나 0.5와 비교하지 않았는지 보세요.

The values are 0 or 1 only. Look whether the probability is rounded or compared with 0.5.
"""
def sigmoid(u):
    return torch.round(torch.sigmoid(u))

# %% sigmoid__subtracts_in_the_denominator
"""step: yhat

u=0에서 값이 유한하지 않습니다. 분모의 부호를 보세요.

At u=0 the value is not finite. Look at the sign in the denominator.
"""
def sigmoid(u):
    return torch.exp(u)/(1-torch.exp(u))

# %% sigmoid__takes_the_logarithm
"""step: yhat

값이 모두 음수입니다. 시그모이드가 아니라 그 로그입니다.

All values are negative: this is the logarithm of the sigmoid, not the sigmoid.
"""
def sigmoid(u):
    return torch.nn.functional.logsigmoid(u)

# %% sigmoid__uses_powers_of_two
"""step: yhat

밑이 e가 아니라 2입니다. u=1에서의 값을 공식으로 손계산한 값과 비교해 보세요.

The base is 2 instead of e. Compare the value at u=1 with the formula worked out by hand.
"""
def sigmoid(u):
    return 2**u/(1+2**u)

# %% success_probability__adds_w0_outside
"""step: yhat

절편이 시그모이드 밖에서 더해져 값이 0과 1을 벗어납니다. 무엇이 지수 안에 있어야 하는지 보세요.

The intercept is added outside the sigmoid, so values leave the range from 0 to 1. Look at what belongs in the exponent.
"""
-    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
+    v = w0 + torch.sigmoid(w1*x) # v는 성공할확률

# %% success_probability__applies_sigmoid_twice
"""step: yhat

시그모이드를 두 번 통과한 값입니다. 결과가 0.5와 0.73 사이에만 있습니다.

The value has gone through the sigmoid twice: everything lies between 0.5 and 0.73.
"""
-    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
+    v = torch.sigmoid(torch.exp(u)/(torch.exp(u)+1)) # v는 성공할확률

# %% success_probability__decides_at_one_half
"""step: yhat

확률이 아니라 0.5를 기준으로 판정한 0과 1이 나옵니다.

What comes back are decisions (0 or 1, at 0.5), not probabilities.
"""
-    return v
+    return (v > 0.5).float()

# %% success_probability__draws_instead
"""step: yhat

확률이 아니라 확률로 뽑은 0과 1이 나옵니다.

What comes back are zeros and ones drawn with the probability, not the probability.
"""
-    return v
+    return torch.bernoulli(v)

# %% success_probability__flattens_the_column
"""step: yhat

(n,1)을 넣었는데 (n,)이 나옵니다. 나중에 y와 빼면 n×n이 됩니다. shape을 출력해 보세요.

(n,1) goes in but (n,) comes out; subtracting it from y would give n×n. Print the shapes.
"""
-    return v
+    return v.reshape(-1)

# %% success_probability__flips_the_sign
"""step: yhat

w1이 양수인데 x가 커질수록 확률이 작아집니다. 실패확률을 구한 것이 아닌지 보세요.

With a positive w1 the probability falls as x grows. Look whether this is the probability of failure.
"""
-    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
+    v = 1/(torch.exp(u)+1) # v는 성공할확률

# %% success_probability__forgets_w0
"""step: yhat

절편 w0이 쓰이지 않았습니다. x=0일 때의 확률을 보세요.

The intercept w0 is not used. Look at the probability at x=0.
"""
-    u = w0 + w1*x
+    u = w1*x

# %% success_probability__hard_codes_the_parameters
"""step: yhat

w0과 w1을 무엇으로 주어도 같은 곡선이 나옵니다. 인수를 쓰고 있는지 보세요.

The curve is the same whatever w0 and w1 are. Look whether the arguments are used.
"""
-    u = w0 + w1*x
+    u = -1 + 5*x

# %% success_probability__negates_only_w0
"""step: yhat

분모의 지수에서 w0의 부호만 바뀌었습니다. 빼기 기호가 어디까지 걸리는지 보세요.

In the exponent only w0 has changed its sign. Look at how far the minus reaches.
"""
-    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
+    v = 1/(1+torch.exp(-w0 + w1*x)) # v는 성공할확률

# %% success_probability__stops_at_the_line
"""step: yhat

직선 w0+w1x의 값 그대로입니다. 확률이 되려면 한 단계가 더 필요합니다.

This is the line w0+w1x itself. One more step turns it into a probability.
"""
-    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
+    v = u # v는 성공할확률

# %% success_probability__swaps_w0_and_w1
"""step: yhat

절편과 기울기의 자리가 바뀌었습니다. x=0일 때의 확률이 무엇이어야 하는지 생각해 보세요.

Intercept and slope have changed places. Think about what the probability must be at x=0.
"""
-    u = w0 + w1*x
+    u = w1 + w0*x

# %% bce__adds_an_epsilon
"""step: loss

로그 안에 더한 수(1e-4)가 커서 값이 달라집니다. yhat은 0과 1 사이이므로 더할 필요가 없습니다.

The number added inside the logarithms (1e-4) is large enough to change the value. yhat is strictly between 0 and 1, so nothing needs adding.
"""
def bce(y, yhat):
    return -torch.mean(y*torch.log(yhat + 1e-4) + (1-y)*torch.log(1-yhat + 1e-4))

# %% bce__clamps_yhat
"""step: loss

yhat을 0.01과 0.99 사이로 잘라서, 확신이 강한 관측값의 loss가 달라집니다.

yhat is cut off at 0.01 and 0.99, which changes the loss of the most confident observations.
"""
 def bce(y, yhat):
+    yhat = torch.clamp(yhat, 0.01, 0.99)

# %% bce__divides_by_two_thousand
"""step: loss

관측값의 수를 2000으로 적어두었습니다. n이 다른 자료에서는 값이 틀립니다. 자료에서 n을 얻는 방법을 생각해 보세요.

The number of observations is written as 2000: with data of another n the value is wrong. Think of how to take n from the data.
"""
def bce(y, yhat):
    return -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))/2000

# %% bce__forgets_one_minus_in_the_log
"""step: loss

둘째 항의 로그 안이 yhat입니다. y=0일 때 실패확률의 로그가 필요합니다.

The second term takes the logarithm of yhat. Where y=0, that of the probability of failure is needed.
"""
def bce(y, yhat):
    return -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(yhat))

# %% bce__forgets_the_failures
"""step: loss

y=0인 관측값이 loss에 아무 영향도 주지 않습니다. 공식의 두 항을 모두 썼는지 보세요.

Observations with y=0 have no influence on the loss. Check that both terms of the formula are there.
"""
def bce(y, yhat):
    return -torch.mean(y*torch.log(yhat))

# %% bce__forgets_the_minus
"""step: loss

값이 음수입니다. 공식의 맨 앞 부호를 보세요.

The value is negative. Look at the sign in front of the formula.
"""
def bce(y, yhat):
    return torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))

# %% bce__forgets_the_successes
"""step: loss

y=1인 관측값이 loss에 아무 영향도 주지 않습니다. 공식의 두 항을 모두 썼는지 보세요.

Observations with y=1 have no influence on the loss. Check that both terms of the formula are there.
"""
def bce(y, yhat):
    return -torch.mean((1-y)*torch.log(1-yhat))

# %% bce__halves_it
"""step: loss

loss가 문제에서 말한 값의 절반입니다. 편의상 곱하는 1/2은 여기서는 없습니다. 기울기도 절반이 됩니다.

The loss is half of what is asked: the convenient factor 1/2 does not belong here. The gradients are halved too.
"""
def bce(y, yhat):
    return -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))/2

# %% bce__is_the_mean_of_squares
"""step: loss

외우라고 한 loss가 아니라 잔차제곱입니다. 강의의 `loss를 원래 이렇게 하는건 아니에요`를 떠올려 보세요.

These are squared residuals, not the loss to memorise. Remember the lecture's note that the loss is not really done like this.
"""
def bce(y, yhat):
    return torch.mean((y-yhat)**2)

# %% bce__keeps_one_value_a_row
"""step: loss

관측값마다 하나씩, n개의 값이 나옵니다. loss는 수 하나여야 합니다.

One value comes back for each observation. The loss must be a single number.
"""
def bce(y, yhat):
    return -(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))

# %% bce__loses_the_graph
"""step: loss

값은 맞지만 yhat과의 연결(그래프)이 끊겨 이 loss로는 미분할 수 없습니다. 텐서에서 수만 꺼내지 않았는지 보세요.

The value is right, but it has lost its link (the graph) to yhat and cannot be differentiated. Look whether a bare number is taken out of the tensor.
"""
def bce(y, yhat):
    return -torch.mean((y*torch.log(yhat) + (1-y)*torch.log(1-yhat)).data)

# %% bce__subtracts_the_second_term
"""step: loss

두 항 사이의 부호가 반대입니다. 공식에서 두 항은 더해집니다.

The sign between the two terms is wrong: the formula adds them.
"""
def bce(y, yhat):
    return -torch.mean(y*torch.log(yhat) - (1-y)*torch.log(1-yhat))

# %% bce__sums_instead_of_averaging
"""step: loss

합을 구했습니다. `bce`는 관측값 하나당 평균이고, 합은 `bce_sum`입니다.

This is the sum. `bce` is the average over the observations; the sum is `bce_sum`.
"""
def bce(y, yhat):
    return -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))

# %% bce__swaps_y_and_yhat
"""step: loss

y와 yhat의 자리가 바뀌어 0의 로그를 구하게 됩니다. 값이 유한한지, 로그 안에 무엇이 들어가야 하는지 보세요.

y and yhat have changed places, so the logarithm of 0 is taken. Check that the value is finite, and what belongs inside the logarithm.
"""
def bce(y, yhat):
    return -torch.mean(yhat*torch.log(y) + (1-yhat)*torch.log(1-y))

# %% bce__takes_log10
"""step: loss

밑이 10인 로그를 썼습니다. 값이 약 0.43배로 작습니다.

The logarithm has base 10: the value is about 0.43 times what it should be.
"""
def bce(y, yhat):
    return -torch.mean(y*torch.log10(yhat) + (1-y)*torch.log10(1-yhat))

# %% bce__takes_log2
"""step: loss

밑이 2인 로그를 썼습니다. 값이 1/log(2)배, 약 1.44배 큽니다.

The logarithm has base 2: the value is 1/log(2), about 1.44 times, too large.
"""
def bce(y, yhat):
    return -torch.mean(y*torch.log2(yhat) + (1-y)*torch.log2(1-yhat))

# %% bce__takes_probabilities_for_logits
"""step: loss

yhat은 이미 확률인데 시그모이드를 한 번 더 통과했습니다. 이 함수가 확률을 받는지 그 전의 값을 받는지 보세요.

yhat is a probability already, and it goes through the sigmoid once more. Look whether this loss expects probabilities or what comes before them.
"""
def bce(y, yhat):
    return torch.nn.functional.binary_cross_entropy_with_logits(yhat, y)

# %% bce_sum__adds_an_epsilon
"""step: loss

로그 안에 더한 수(1e-4)가 커서 값이 달라집니다. yhat은 0과 1 사이이므로 더할 필요가 없습니다.

The number added inside the logarithms (1e-4) is large enough to change the value. yhat is strictly between 0 and 1, so nothing needs adding.
"""
def bce_sum(y, yhat):
    return -torch.sum(y*torch.log(yhat + 1e-4) + (1-y)*torch.log(1-yhat + 1e-4))

# %% bce_sum__averages_instead_of_summing
"""step: loss

평균을 구했습니다. 강의에서 외우라고 한 loss는 합입니다.

This is the mean. The loss that the lecture asks to memorise is a sum.
"""
def bce_sum(y, yhat):
    return -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))

# %% bce_sum__broadcasts_y
"""step: loss

y와 yhat의 shape이 달라서 빼기의 결과가 n×n이 되었습니다(브로드캐스팅). 빼기 직전 두 텐서의 shape을 출력해 보세요.

y and yhat differ in shape, so their difference is n×n (broadcasting). Print both shapes right before the subtraction.
"""
 def bce_sum(y, yhat):
+    y = y.reshape(-1)

# %% bce_sum__forgets_one_minus_in_the_log
def bce_sum(y, yhat):
    return -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(yhat))

# %% bce_sum__forgets_the_failures
def bce_sum(y, yhat):
    return -torch.sum(y*torch.log(yhat))

# %% bce_sum__forgets_the_minus
def bce_sum(y, yhat):
    return torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))

# %% bce_sum__forgets_the_successes
def bce_sum(y, yhat):
    return -torch.sum((1-y)*torch.log(1-yhat))

# %% bce_sum__is_the_sum_of_squares
"""step: loss

외우라고 한 loss가 아니라 잔차제곱입니다. 강의의 `loss를 원래 이렇게 하는건 아니에요`를 떠올려 보세요.

These are squared residuals, not the loss to memorise. Remember the lecture's note that the loss is not really done like this.
"""
def bce_sum(y, yhat):
    return torch.sum((y-yhat)**2)

# %% bce_sum__loses_the_graph
def bce_sum(y, yhat):
    return -torch.sum((y*torch.log(yhat) + (1-y)*torch.log(1-yhat)).data)

# %% bce_sum__subtracts_the_second_term
def bce_sum(y, yhat):
    return -torch.sum(y*torch.log(yhat) - (1-y)*torch.log(1-yhat))

# %% bce_sum__sums_each_column
"""step: loss

행을 따라서만 더해서 모양이 (1,)인 텐서가 되었습니다. 열까지 모두 더하면 수 하나, 0차원 텐서가 됩니다.

It was summed along the rows alone, which leaves a tensor of shape (1,). Summed over everything it is a single number, a 0-d tensor.
"""
def bce_sum(y, yhat):
    return -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat), axis=0)

# %% bce_sum__swaps_y_and_yhat
def bce_sum(y, yhat):
    return -torch.sum(yhat*torch.log(y) + (1-yhat)*torch.log(1-y))

# %% bce_sum__takes_log2
def bce_sum(y, yhat):
    return -torch.sum(y*torch.log2(yhat) + (1-y)*torch.log2(1-yhat))

# %% toy_frame__forgets_the_lucky_one
"""step: setup

x=0인 행의 y가 강의와 다릅니다. 강의의 표를 한 행씩 비교해 보세요.

y in the row x=0 is not the lecture's. Compare with the lecture's table row by row.
"""
-    _df = pd.DataFrame({'x':range(-6,7),'y':[0,0,0,0,0,0,1,0,1,1,1,1,1]})
+    _df = pd.DataFrame({'x':range(-6,7),'y':[0,0,0,0,0,0,0,1,1,1,1,1,1]})

# %% toy_frame__names_the_columns_in_capitals
"""step: setup

열 이름이 문제와 다릅니다. 대소문자도 구별합니다.

The columns' names are not those asked for; capitals count.
"""
-    _df = pd.DataFrame({'x':range(-6,7),'y':[0,0,0,0,0,0,1,0,1,1,1,1,1]})
+    _df = pd.DataFrame({'X':range(-6,7),'Y':[0,0,0,0,0,0,1,0,1,1,1,1,1]})

# %% toy_frame__reverses_y
"""step: setup

y의 순서가 반대입니다. x가 커질수록 성공이 많아져야 합니다.

y runs the other way: successes should become more frequent as x grows.
"""
-    _df = pd.DataFrame({'x':range(-6,7),'y':[0,0,0,0,0,0,1,0,1,1,1,1,1]})
+    _df = pd.DataFrame({'x':range(-6,7),'y':[1,1,1,1,1,0,1,0,0,0,0,0,0]})

# %% toy_frame__starts_x_at_zero
"""step: setup

x가 0부터 시작합니다. 강의의 x는 0을 가운데에 둡니다.

x starts at 0. The lecture's x has 0 in the middle.
"""
-    _df = pd.DataFrame({'x':range(-6,7),'y':[0,0,0,0,0,0,1,0,1,1,1,1,1]})
+    _df = pd.DataFrame({'x':range(13),'y':[0,0,0,0,0,0,1,0,1,1,1,1,1]})

# %% toy_frame__stops_one_row_early
"""step: setup

마지막 행이 없습니다. `range`가 어디에서 멈추는지 보세요.

The last row is missing. Look at where `range` stops.
"""
-    _df = pd.DataFrame({'x':range(-6,7),'y':[0,0,0,0,0,0,1,0,1,1,1,1,1]})
+    _df = pd.DataFrame({'x':range(-6,6),'y':[0,0,0,0,0,0,1,0,1,1,1,1]})

# %% toy_frame__swaps_the_columns
"""step: setup

열 x와 y의 내용이 서로 바뀌었습니다.

The contents of columns x and y have changed places.
"""
-    _df = pd.DataFrame({'x':range(-6,7),'y':[0,0,0,0,0,0,1,0,1,1,1,1,1]})
+    _df = pd.DataFrame({'y':range(-6,7),'x':[0,0,0,0,0,0,1,0,1,1,1,1,1]})

# %% toy_data__decides_at_one_half
"""step: setup

y가 뽑힌 것이 아니라 v를 0.5와 비교해서 정해졌습니다. v가 0.3인 곳에서도 1이 가끔 나와야 합니다.

y is not drawn: it is decided by comparing v with 0.5. Even where v is 0.3 there should be a 1 now and then.
"""
-    y = torch.bernoulli(v)
+    y = (v > 0.5).float()

# %% toy_data__draws_failures
"""step: setup

y=1이 성공확률이 아니라 실패확률로 뽑혔습니다. x가 클 때 y의 평균을 보세요.

y=1 is drawn with the probability of failure. Look at the mean of y where x is large.
"""
-    y = torch.bernoulli(v)
+    y = torch.bernoulli(1-v)

# %% toy_data__gives_integers
"""step: setup

y가 정수(int64)입니다. float32가 아니면 나중에 loss를 계산할 때 문제가 됩니다.

y holds integers (int64). If it is not float32, computing the loss will run into trouble later.
"""
-    y = torch.bernoulli(v)
+    y = torch.bernoulli(v).long()

# %% toy_data__hard_codes_the_seed
"""step: setup

seed를 바꾸어도 y가 같습니다. 인수 seed를 쓰고 있는지 보세요.

y stays the same though the seed changes. Look whether the argument is used.
"""
-    torch.manual_seed(seed)
+    torch.manual_seed(43052)

# %% toy_data__hard_codes_two_thousand
"""step: setup

n을 다르게 주어도 행이 2000개입니다.

There are 2000 rows whatever n is.
"""
-    x = torch.linspace(-1,1,n).reshape(n,1)
+    x = torch.linspace(-1,1,2000).reshape(2000,1)

# %% toy_data__has_another_default_of_n
"""step: setup

n을 주지 않고 부르면 행의 수가 문제와 다릅니다. 함수 첫 줄의 기본값을 보세요.

Called without n, the number of rows is not the one asked for. Check the default in the function's first line.
"""
-def toy_data(seed, n=2000):
+def toy_data(seed, n=1000):

# %% toy_data__ignores_the_seed
"""step: setup

seed가 같아도 부를 때마다 y가 다릅니다. seed가 어디에 쓰이는지 보세요.

y differs from call to call though the seed is the same. Look at where the seed is used.
"""
-    torch.manual_seed(seed)

# %% toy_data__ignores_v
"""step: setup

y가 x와 상관없이 같은 확률로 뽑혔습니다. x가 작을 때와 클 때의 y를 비교해 보세요.

y is drawn with the same probability for every x. Compare y where x is small with y where x is large.
"""
-    y = torch.bernoulli(v)
+    y = torch.bernoulli(0*v + 0.5)

# %% toy_data__returns_v_as_y
"""step: setup

y가 0과 1이 아니라 확률 그대로입니다.

y holds the probabilities themselves, not zeros and ones.
"""
-    y = torch.bernoulli(v)
+    y = v

# %% toy_data__returns_x_as_a_vector
"""step: setup

x가 (n,)입니다. (n,1)이어야 합니다.

x is (n,), not (n,1).
"""
-    return x, v, y
+    return x.reshape(-1), v, y

# %% toy_data__returns_y_before_v
"""step: setup

돌려주는 순서가 다릅니다. x, v, y의 순서입니다.

The order of what comes back is wrong: it is x, v, y.
"""
-    return x, v, y
+    return x, y, v

# %% toy_data__scatters_x
"""step: setup

x가 고르게 놓여있지 않고 무작위로 뽑혔습니다.

x is drawn at random instead of being evenly spaced.
"""
-    x = torch.linspace(-1,1,n).reshape(n,1)
+    x = (2*torch.rand(n)-1).reshape(n,1)

# %% toy_data__starts_x_at_zero
"""step: setup

x가 0부터 1까지입니다. 강의의 x는 -1부터 1까지입니다.

x runs from 0 to 1. The lecture's x runs from -1 to 1.
"""
-    x = torch.linspace(-1,1,n).reshape(n,1)
+    x = torch.linspace(0,1,n).reshape(n,1)

# %% toy_data__swaps_w0_and_w1
"""step: setup

v의 절편과 기울기가 바뀌었습니다. x=0일 때 v가 무엇이어야 하는지 보세요.

Intercept and slope of v have changed places. Look at what v must be at x=0.
"""
-    w0 = -1
-    w1 = 5
+    w0 = 5
+    w1 = -1

# %% toy_data__takes_the_first_curve
"""step: setup

v의 기울기가 학습을 시작하는 곡선의 것(1)입니다. 자료를 만든 곡선의 기울기는 5입니다.

v has the slope of the curve that training starts from (1). The curve that makes the data has slope 5.
"""
-    w1 = 5
+    w1 = 1

# %% logistic_net__applies_sigmoid_twice
-    return torch.nn.Sequential(l1, a1)
+    return torch.nn.Sequential(l1, a1, torch.nn.Sigmoid())

# %% logistic_net__forgets_the_bias
"""step: yhat

절편이 없습니다. x=0일 때 출력이 항상 0.5입니다.

There is no intercept: at x=0 the output is always 0.5.
"""
-    l1 = torch.nn.Linear(1,1)
-    l1.bias.data = torch.tensor([float(w0)])
+    l1 = torch.nn.Linear(1,1,bias=False)

# %% logistic_net__freezes_the_bias
"""step: yhat

절편은 학습할 수 없게 되어 있습니다. 기울기를 구해서 어느 파라메터에 값이 생기는지 보세요.

The intercept cannot be trained. Differentiate, and see which parameters get a gradient.
"""
     l1.weight.data = torch.tensor([[float(w1)]])
+    l1.bias.requires_grad = False

# %% logistic_net__hard_codes_the_start
"""step: yhat

w0과 w1을 무엇으로 주어도 같은 네트워크가 나옵니다. 인수를 쓰고 있는지 보세요.

The net is the same whatever w0 and w1 are. Look whether the arguments are used.
"""
-    l1.bias.data = torch.tensor([float(w0)])
-    l1.weight.data = torch.tensor([[float(w1)]])
+    l1.bias.data = torch.tensor([-1.0])
+    l1.weight.data = torch.tensor([[1.0]])

# %% logistic_net__is_a_function
"""step: yhat

네트워크(torch.nn.Module)가 아니라 함수가 나옵니다. 학습할 파라메터를 물어볼 수 없습니다.

A function comes back, not a net (torch.nn.Module): it cannot be asked for parameters to train.
"""
-    return torch.nn.Sequential(l1, a1)
+    return lambda x: a1(l1(x))

# %% logistic_net__puts_the_sigmoid_first
"""step: yhat

시그모이드가 Linear보다 먼저 옵니다. 출력이 0과 1을 벗어나는지 보세요.

The sigmoid comes before the Linear. Look whether the output leaves the range from 0 to 1.
"""
-    return torch.nn.Sequential(l1, a1)
+    return torch.nn.Sequential(a1, l1)

# %% logistic_net__returns_logits
"""step: yhat

네트워크의 출력이 확률이 아니라 직선의 값입니다. 0과 1을 벗어나는지 보세요.

The net gives the line, not probabilities. Look whether its values leave the range from 0 to 1.
"""
-    return torch.nn.Sequential(l1, a1)
+    return torch.nn.Sequential(l1)

# %% logistic_net__returns_the_layers
"""step: yhat

네트워크 하나가 아니라 층의 묶음(tuple)이 나옵니다. x를 바로 넣을 수 있어야 합니다.

A tuple of layers comes back, not one net. It must be possible to put x straight in.
"""
-    return torch.nn.Sequential(l1, a1)
+    return l1, a1

# %% logistic_net__starts_anywhere
"""step: yhat

w0과 w1을 넣지 않아서 네트워크가 무작위 값에서 출발합니다.

w0 and w1 are never put in, so the net starts from random values.
"""
-    l1.bias.data = torch.tensor([float(w0)])
-    l1.weight.data = torch.tensor([[float(w1)]])

# %% logistic_net__swaps_w0_and_w1
"""step: yhat

절편과 기울기의 자리가 바뀌었습니다. bias와 weight 중 어느 것이 w0인지 보세요.

Intercept and slope have changed places. Look at which of bias and weight is w0.
"""
-    l1.bias.data = torch.tensor([float(w0)])
-    l1.weight.data = torch.tensor([[float(w1)]])
+    l1.bias.data = torch.tensor([float(w1)])
+    l1.weight.data = torch.tensor([[float(w0)]])

# %% logistic_net__takes_two_columns
"""step: yhat

Linear이 열이 두 개인 입력을 기다립니다. (n,1)을 넣으면 어떻게 되는지 보세요.

The Linear waits for two columns. See what happens when (n,1) goes in.
"""
def logistic_net(w0, w1):
    l1 = torch.nn.Linear(2,1,bias=False)
    l1.weight.data = torch.tensor([[float(w0), float(w1)]])
    a1 = torch.nn.Sigmoid()
    return torch.nn.Sequential(l1, a1)

# %% logistic_net__uses_softmax
"""step: yhat

출력이 모두 1입니다. 열이 하나뿐일 때 이 함수가 무엇을 하는지 보세요.

All outputs are 1. Look at what this function does when there is a single column.
"""
-    a1 = torch.nn.Sigmoid()
+    a1 = torch.nn.Softmax(dim=1)

# %% logistic_net__uses_tanh
"""step: yhat

출력이 -1과 1 사이입니다. 확률은 0과 1 사이여야 합니다.

The output lies between -1 and 1, but a probability lies between 0 and 1.
"""
-    a1 = torch.nn.Sigmoid()
+    a1 = torch.nn.Tanh()

# %% fit_logistic_mse__applies_sigmoid_twice
-        yhat = a1(l1(x))
+        yhat = torch.sigmoid(net(x))

# %% fit_logistic_mse__broadcasts_the_residuals
-        loss = torch.mean((y-yhat)**2) # loss를 원래 이렇게 하는건 아니에요..
+        loss = torch.mean((y.reshape(-1)-yhat)**2) # loss를 원래 이렇게 하는건 아니에요..

# %% fit_logistic_mse__clears_only_the_bias
"""step: update

절편(bias)의 기울기만 초기화되고 weight의 기울기는 epoch마다 쌓입니다. step4 뒤에 두 `.grad`를 모두 보세요.

Only the bias's gradient is cleared; the weight's piles up from epoch to epoch. Look at both `.grad`s after step4.
"""
-        l1.weight.grad = None

# %% fit_logistic_mse__climbs
"""step: update

파라메터가 기울기와 같은 방향으로 움직여서 loss가 커집니다. 내려가려면 어느 쪽으로 가야 하는지 생각해 보세요.

The parameters move along the gradient, so the loss grows. Think about which way is down.
"""
-        l1.bias.data = l1.bias.data - lr*l1.bias.grad
-        l1.weight.data = l1.weight.data - lr*l1.weight.grad
+        l1.bias.data = l1.bias.data + lr*l1.bias.grad
+        l1.weight.data = l1.weight.data + lr*l1.weight.grad

# %% fit_logistic_mse__cuts_off_half_of_the_square
-        loss = torch.mean((y-yhat)**2) # loss를 원래 이렇게 하는건 아니에요..
+        loss = torch.mean((y-yhat)*(y-yhat.data)) # loss를 원래 이렇게 하는건 아니에요..

# %% fit_logistic_mse__halves_the_loss
"""step: loss

loss가 문제에서 말한 값의 절반입니다. 편의상 곱하는 1/2은 여기서는 없습니다. 기울기도 절반이 됩니다.

The loss is half of what is asked: the convenient factor 1/2 does not belong here. The gradients are halved too.
"""
-        loss = torch.mean((y-yhat)**2) # loss를 원래 이렇게 하는건 아니에요..
+        loss = torch.mean((y-yhat)**2)/2 # loss를 원래 이렇게 하는건 아니에요..

# %% fit_logistic_mse__hard_codes_the_learning_rate
-        l1.bias.data = l1.bias.data - lr*l1.bias.grad
-        l1.weight.data = l1.weight.data - lr*l1.weight.grad
+        l1.bias.data = l1.bias.data - 0.1*l1.bias.grad
+        l1.weight.data = l1.weight.data - 0.1*l1.weight.grad

# %% fit_logistic_mse__has_a_slightly_larger_learning_rate
-        l1.weight.data = l1.weight.data - lr*l1.weight.grad
+        l1.weight.data = l1.weight.data - lr*1.0001*l1.weight.grad

# %% fit_logistic_mse__has_another_default_of_epochs
-def fit_logistic_mse(net, x, y, lr=0.1, epochs=6000):
+def fit_logistic_mse(net, x, y, lr=0.1, epochs=600):

# %% fit_logistic_mse__has_another_default_of_lr
"""step: update

`lr`을 주지 않고 부르면 학습률이 문제와 다릅니다. 함수 첫 줄의 기본값을 확인하세요.

Called without `lr`, the learning rate is not the one asked for. Check the default value in the function's first line.
"""
-def fit_logistic_mse(net, x, y, lr=0.1, epochs=6000):
+def fit_logistic_mse(net, x, y, lr=0.01, epochs=6000):

# %% fit_logistic_mse__moves_only_the_weight
-        l1.bias.data = l1.bias.data - lr*l1.bias.grad

# %% fit_logistic_mse__moves_the_weight_by_the_bias_gradient
"""step: update

weight가 bias의 기울기로 움직입니다. update 두 줄에 쓰인 이름을 하나씩 확인하세요.

The weight is moved by the bias's gradient. Check the names in the two lines of the update one by one.
"""
-        l1.weight.data = l1.weight.data - lr*l1.weight.grad
+        l1.weight.data = l1.weight.data - lr*l1.bias.grad

# %% fit_logistic_mse__never_clears
"""step: update

기울기를 한 번도 초기화하지 않았습니다. 두 번째 epoch부터 미분값이 앞의 미분값 위에 계속 더해집니다. step4가 끝난 뒤 `.grad`에 무엇이 남아있는지 출력해 보세요.

The gradients are never cleared: from the second epoch on, every new gradient is added to the ones before. Print what is left in `.grad` once step4 is over.
"""
-        l1.bias.grad = None
-        l1.weight.grad = None

# %% fit_logistic_mse__runs_one_epoch_more
-    for epoc in range(epochs):
+    for epoc in range(epochs + 1):

# %% fit_logistic_mse__starts_over_from_the_lecture
     l1, a1 = net
+    l1.bias.data = torch.tensor([-1.0])
+    l1.weight.data = torch.tensor([[1.0]])

# %% fit_logistic_mse__stops_one_epoch_early
-    for epoc in range(epochs):
+    for epoc in range(1, epochs):

# %% fit_logistic_mse__stops_when_the_loss_settles
"""step: setup

loss가 거의 변하지 않으면 반복을 멈추었습니다. 문제는 epochs번을 모두 반복하는 것입니다.

The loop stops once the loss hardly changes. All the epochs asked for have to be run.
"""
     l1, a1 = net
+    previous = 1e9

         loss = torch.mean((y-yhat)**2) # loss를 원래 이렇게 하는건 아니에요..
+        if abs(previous - loss.item()) < 1e-5:
+            break
+        previous = loss.item()

# %% fit_logistic_mse__sums_instead_of_averaging
"""step: loss

loss가 잔차제곱의 합입니다. 이 함수의 loss는 평균입니다. loss와 기울기가 관측값의 수 n배만큼 큽니다.

The loss is the sum of the squared residuals, but a mean is asked for. Loss and gradients are n times too large.
"""
-        loss = torch.mean((y-yhat)**2) # loss를 원래 이렇게 하는건 아니에요..
+        loss = torch.sum((y-yhat)**2) # loss를 원래 이렇게 하는건 아니에요..

# %% fit_logistic_mse__takes_bce_for_mse
"""step: loss

이 반복문의 loss는 MSE인데 외우라고 한 loss(BCE)를 썼습니다. 함수 이름을 보세요.

This loop's loss is the MSE, but the loss to memorise (BCE) is used. Look at the function's name.
"""
-        loss = torch.mean((y-yhat)**2) # loss를 원래 이렇게 하는건 아니에요..
+        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat)) # loss를 원래 이렇게 하는건 아니에요..

# %% fit_logistic_mse__takes_the_line_for_yhat
"""step: yhat

yhat이 확률이 아니라 직선의 값입니다. 0과 1을 벗어나는지 보세요.

yhat is the line, not a probability. Look whether it leaves the range from 0 to 1.
"""
-        yhat = a1(l1(x))
+        yhat = l1(x)

# %% fit_logistic_mse__trains_a_copy
"""step: update

주어진 것이 아니라 사본을 학습했습니다. 함수가 끝난 뒤 함수에 넣었던 것의 값이 바뀌었는지 보세요.

A copy was trained, not what was given. Look whether the object you passed in has changed once the function is over.
"""
import copy

def fit_logistic_mse(net, x, y, lr=0.1, epochs=6000):
    l1, a1 = copy.deepcopy(net)
    for epoc in range(epochs):
        # step1: yhat
        yhat = a1(l1(x))
        # step2: loss
        loss = torch.mean((y-yhat)**2) # loss를 원래 이렇게 하는건 아니에요..
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        l1.bias.data = l1.bias.data - lr*l1.bias.grad
        l1.weight.data = l1.weight.data - lr*l1.weight.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net

# %% fit_logistic_mse__uses_adam
     l1, a1 = net
+    optimizr = torch.optim.Adam(net.parameters(), lr=lr)

-        l1.bias.data = l1.bias.data - lr*l1.bias.grad
-        l1.weight.data = l1.weight.data - lr*l1.weight.grad
-        l1.bias.grad = None
-        l1.weight.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_logistic_bce__adds_an_epsilon
"""step: loss

로그 안에 더한 수(1e-4)가 커서 loss가 달라집니다. yhat은 0과 1 사이이므로 더할 필요가 없습니다.

The number added inside the logarithms (1e-4) is large enough to change the loss. yhat is strictly between 0 and 1, so nothing needs adding.
"""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.mean(y*torch.log(yhat + 1e-4) + (1-y)*torch.log(1-yhat + 1e-4))

# %% fit_logistic_bce__adds_weight_decay
     l1, a1 = net
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr, weight_decay=0.001)

-        l1.bias.data = l1.bias.data - lr*l1.bias.grad
-        l1.weight.data = l1.weight.data - lr*l1.weight.grad
-        l1.bias.grad = None
-        l1.weight.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_logistic_bce__applies_sigmoid_twice
-        yhat = a1(l1(x))
+        yhat = torch.sigmoid(net(x))

# %% fit_logistic_bce__clears_only_the_bias
-        l1.weight.grad = None

# %% fit_logistic_bce__climbs
-        l1.bias.data = l1.bias.data - lr*l1.bias.grad
-        l1.weight.data = l1.weight.data - lr*l1.weight.grad
+        l1.bias.data = l1.bias.data + lr*l1.bias.grad
+        l1.weight.data = l1.weight.data + lr*l1.weight.grad

# %% fit_logistic_bce__cuts_off_the_failures
"""step: backward

loss의 값은 맞지만 기울기가 loss의 미분값이 아닙니다. 식의 일부가 그래프에서 떨어져 있지 않은지(`.data`, `.detach()`) 보세요.

The loss has the right value, but the gradient is not its derivative. Look whether a part of the expression is cut off from the graph (`.data`, `.detach()`).
"""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat.data))

# %% fit_logistic_bce__differentiates_only_the_weight
-        loss.backward()
-        # step4: update
-        l1.bias.data = l1.bias.data - lr*l1.bias.grad
+        loss.backward(inputs=[l1.weight])
+        l1.bias.data = l1.bias.data

# %% fit_logistic_bce__forgets_the_failures
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.mean(y*torch.log(yhat))

# %% fit_logistic_bce__forgets_the_minus
"""step: loss

loss의 부호가 반대입니다. 값이 음수이고, 학습하면 적합이 점점 나빠집니다.

The sign of the loss is the wrong way round: it is negative, and training makes the fit worse.
"""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))

# %% fit_logistic_bce__hard_codes_the_learning_rate
-        l1.bias.data = l1.bias.data - lr*l1.bias.grad
-        l1.weight.data = l1.weight.data - lr*l1.weight.grad
+        l1.bias.data = l1.bias.data - 0.1*l1.bias.grad
+        l1.weight.data = l1.weight.data - 0.1*l1.weight.grad

# %% fit_logistic_bce__has_a_slightly_larger_learning_rate
-        l1.weight.data = l1.weight.data - lr*l1.weight.grad
+        l1.weight.data = l1.weight.data - lr*1.0001*l1.weight.grad

# %% fit_logistic_bce__has_another_default_of_epochs
-def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
+def fit_logistic_bce(net, x, y, lr=0.1, epochs=600):

# %% fit_logistic_bce__has_another_default_of_lr
-def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
+def fit_logistic_bce(net, x, y, lr=0.01, epochs=6000):

# %% fit_logistic_bce__moves_only_the_weight
-        l1.bias.data = l1.bias.data - lr*l1.bias.grad

# %% fit_logistic_bce__moves_the_weight_by_the_bias_gradient
-        l1.weight.data = l1.weight.data - lr*l1.weight.grad
+        l1.weight.data = l1.weight.data - lr*l1.bias.grad

# %% fit_logistic_bce__never_clears
"""step: update

기울기를 한 번도 초기화하지 않았습니다. 두 번째 epoch부터 미분값이 앞의 미분값 위에 계속 더해집니다. step4가 끝난 뒤 `.grad`에 무엇이 남아있는지 출력해 보세요.

The gradients are never cleared: from the second epoch on, every new gradient is added to the ones before. Print what is left in `.grad` once step4 is over.
"""
-        l1.bias.grad = None
-        l1.weight.grad = None

# %% fit_logistic_bce__runs_one_epoch_more
-    for epoc in range(epochs):
+    for epoc in range(epochs + 1):

# %% fit_logistic_bce__starts_over_from_the_lecture
     l1, a1 = net
+    l1.bias.data = torch.tensor([-1.0])
+    l1.weight.data = torch.tensor([[1.0]])

# %% fit_logistic_bce__stops_one_epoch_early
-    for epoc in range(epochs):
+    for epoc in range(1, epochs):

# %% fit_logistic_bce__stops_when_the_loss_settles
     l1, a1 = net
+    previous = 1e9

         loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        if abs(previous - loss.item()) < 1e-5:
+            break
+        previous = loss.item()

# %% fit_logistic_bce__sums_instead_of_averaging
"""step: loss

합을 구했습니다. 이 반복문의 loss는 평균입니다. loss와 기울기가 관측값의 수 n배만큼 큽니다.

The loss is a sum, but this loop's loss is the mean. Loss and gradients are n times too large.
"""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))

# %% fit_logistic_bce__swaps_y_and_yhat
"""step: loss

y와 yhat의 자리가 바뀌어 0의 로그를 구하게 됩니다. loss가 유한한지, 로그 안에 무엇이 들어가야 하는지 보세요.

y and yhat have changed places, so the logarithm of 0 is taken. Check that the loss is finite, and what belongs inside the logarithm.
"""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.mean(yhat*torch.log(y) + (1-yhat)*torch.log(1-y))

# %% fit_logistic_bce__takes_log2
"""step: loss

밑이 2인 로그를 썼습니다. loss와 기울기가 약 1.44배 큽니다.

The logarithm has base 2: loss and gradients are about 1.44 times too large.
"""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.mean(y*torch.log2(yhat) + (1-y)*torch.log2(1-yhat))

# %% fit_logistic_bce__takes_mse_for_bce
"""step: loss

외우라고 한 loss가 아니라 잔차제곱입니다. 강의의 `loss를 원래 이렇게 하는건 아니에요`를 떠올려 보세요.

These are squared residuals, not the loss to memorise. Remember the lecture's note that the loss is not really done like this.
"""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = torch.mean((y-yhat)**2)

# %% fit_logistic_bce__takes_probabilities_for_logits
"""step: loss

yhat은 이미 확률인데 loss 안에서 시그모이드를 한 번 더 통과했습니다. 이 loss가 확률을 받는지 그 전의 값을 받는지 보세요.

yhat is a probability already, and the loss sends it through the sigmoid once more. Look whether this loss expects probabilities or what comes before them.
"""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = torch.nn.functional.binary_cross_entropy_with_logits(yhat, y)

# %% fit_logistic_bce__trains_a_copy
"""step: update

주어진 것이 아니라 사본을 학습했습니다. 함수가 끝난 뒤 함수에 넣었던 것의 값이 바뀌었는지 보세요.

A copy was trained, not what was given. Look whether the object you passed in has changed once the function is over.
"""
import copy

def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
    l1, a1 = copy.deepcopy(net)
    for epoc in range(epochs):
        # step1: yhat
        yhat = a1(l1(x))
        # step2: loss
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        l1.bias.data = l1.bias.data - lr*l1.bias.grad
        l1.weight.data = l1.weight.data - lr*l1.weight.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net

# %% fit_logistic_bce__uses_adam
     l1, a1 = net
+    optimizr = torch.optim.Adam(net.parameters(), lr=lr)

-        l1.bias.data = l1.bias.data - lr*l1.bias.grad
-        l1.weight.data = l1.weight.data - lr*l1.weight.grad
-        l1.bias.grad = None
-        l1.weight.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% plot_fit__draws_elsewhere
"""step: setup

주어진 ax가 아니라 다른 곳에 그렸습니다. 함수가 받은 ax를 쓰고 있는지 보세요.

It is drawn somewhere else, not on the ax that was given. Look whether the argument ax is used.
"""
import matplotlib.pyplot as plt

def plot_fit(ax, x, y, yhat):
    plt.plot(x,y,'o',alpha=0.05,ms=4)
    plt.plot(x,yhat.data,'--')
    return ax

# %% plot_fit__draws_only_the_line
"""step: setup

관측값이 그려지지 않았습니다. 관측값과 적합값 두 가지가 있어야 합니다.

The observations are not drawn. There should be two things: observations and fitted values.
"""
-    ax.plot(x,y,'o',alpha=0.05,ms=4)

# %% plot_fit__draws_only_the_points
"""step: setup

적합값 (x, yhat)이 그려지지 않았습니다. 관측값과 적합값 두 가지가 있어야 합니다. 선에 어떤 값을 넣었는지 보세요.

The fitted values (x, yhat) are not drawn. There should be two things, observations and fitted values: look at which values the line is given.
"""
-    ax.plot(x,yhat.data,'--')

# %% plot_fit__draws_the_residuals
"""step: setup

적합값이 아니라 잔차가 그려졌습니다.

The residuals are drawn, not the fitted values.
"""
-    ax.plot(x,yhat.data,'--')
+    ax.plot(x,y-yhat.data,'--')

# %% plot_fit__draws_y_twice
"""step: setup

적합값 (x, yhat)이 그려지지 않았습니다. 관측값과 적합값 두 가지가 있어야 합니다. 선에 어떤 값을 넣었는지 보세요.

The fitted values (x, yhat) are not drawn. There should be two things, observations and fitted values: look at which values the line is given.
"""
-    ax.plot(x,yhat.data,'--')
+    ax.plot(x,y,'--')

# %% plot_fit__draws_yhat_against_the_index
"""step: setup

yhat이 x가 아니라 순서(0, 1, 2, …)에 대해 그려졌습니다. 가로축을 보세요.

yhat is drawn against its index (0, 1, 2, …), not against x. Look at the horizontal axis.
"""
-    ax.plot(x,yhat.data,'--')
+    ax.plot(yhat.data,'--')

# %% plot_fit__forgets_to_detach
"""step: setup

기울기를 추적하는 텐서는 바로 그릴 수 없습니다. 강의에서 yhat 뒤에 무엇을 붙였는지 보세요.

A tensor that tracks gradients cannot be drawn as it is. Look at what the lecture writes after yhat.
"""
-    ax.plot(x,yhat.data,'--')
+    ax.plot(x,yhat,'--')

# %% plot_fit__rounds_the_fit
"""step: setup

적합값이 0과 1로 반올림되어 그려졌습니다. 확률 그대로 그려야 합니다.

The fitted values are rounded to 0 and 1. Draw the probabilities as they are.
"""
-    ax.plot(x,yhat.data,'--')
+    ax.plot(x,yhat.data.round(),'--')

# %% plot_fit__sorts_only_x
"""step: setup

x만 정렬해서 yhat의 짝이 바뀌었습니다. 어느 yhat이 어느 x의 것인지 보세요.

x is sorted but yhat is not, so the pairs are mixed up. Look at which yhat belongs to which x.
"""
-    ax.plot(x,yhat.data,'--')
+    ax.plot(x.sort(dim=0).values,yhat.data,'--')

# %% plot_fit__swaps_the_axes
"""step: setup

가로축과 세로축이 바뀌었습니다.

The horizontal and the vertical axis have changed places.
"""
def plot_fit(ax, x, y, yhat):
    ax.plot(y,x,'o',alpha=0.05,ms=4)
    ax.plot(yhat.data,x,'--')
    return ax

# %% fit_logistic_mse__doubles_the_loss
"""step: loss

손실이 두 배입니다. 미분값도 두 배가 됩니다.

The loss is twice as large, and so is its gradient.
"""
-        loss = torch.mean((y-yhat)**2) # loss를 원래 이렇게 하는건 아니에요..
+        loss = 2*torch.mean((y-yhat)**2)

# %% fit_logistic_mse__clips_the_gradient
"""step: update

미분값의 크기를 잘라 냈습니다. 강의의 걸음은 미분값 그대로에 비례합니다.

The gradient was cut down to a size. The lecture's step grows with the gradient as it is.
"""
         loss.backward()
+        torch.nn.utils.clip_grad_norm_(net.parameters(), 0.1)

# %% fit_logistic_mse__takes_the_sign
"""step: update

미분값의 부호만 썼습니다. 얼마나 가파른지도 걸음에 들어가야 합니다.

Only the sign of the gradient was used. How steep it is belongs in the step as well.
"""
-        l1.bias.data = l1.bias.data - lr*l1.bias.grad
-        l1.weight.data = l1.weight.data - lr*l1.weight.grad
+        l1.bias.data = l1.bias.data - lr*l1.bias.grad.sign()
+        l1.weight.data = l1.weight.data - lr*l1.weight.grad.sign()

# %% fit_logistic_mse__moves_the_bias_slower
"""step: update

절편이 기울기보다 작은 학습률로 움직입니다. 두 수의 학습률은 같아야 합니다.

The intercept moves by a smaller rate than the slope. Both have the same rate.
"""
-        l1.bias.data = l1.bias.data - lr*l1.bias.grad
+        l1.bias.data = l1.bias.data - lr/10*l1.bias.grad

# %% fit_logistic_mse__halves_the_rate_halfway
"""step: update

반쯤 지나면 학습률이 절반이 됩니다. 강의의 학습률은 끝까지 같습니다.

Halfway through, the rate is halved. The lecture keeps it the same to the end.
"""
-        l1.bias.data = l1.bias.data - lr*l1.bias.grad
-        l1.weight.data = l1.weight.data - lr*l1.weight.grad
+        rate = lr if epoc < epochs // 2 else lr / 2
+        l1.bias.data = l1.bias.data - rate*l1.bias.grad
+        l1.weight.data = l1.weight.data - rate*l1.weight.grad

# %% fit_logistic_mse__clears_every_second_epoch
"""step: update

미분값을 한 에폭 걸러 한 번만 비웁니다. 비우지 않은 다음 에폭에는 두 미분값이 더해집니다.

The gradient is cleared in every second epoch only. In the epochs between, two gradients are added up.
"""
-        l1.bias.grad = None
-        l1.weight.grad = None
+        if epoc % 2 == 1:
+            l1.bias.grad = None
+            l1.weight.grad = None

# %% fit_logistic_mse__goes_twice
"""step: backward

한 에폭에 backward를 두 번 불렀습니다. 미분값이 두 배가 됩니다.

backward was called twice in an epoch, so the gradient is twice as large.
"""
-        loss.backward()
+        loss.backward(retain_graph=True)
+        loss.backward()

# %% fit_logistic_bce__adds_a_ridge
"""step: loss

손실에 파라메터의 제곱합이 더해졌습니다(ridge). 강의의 손실에는 잔차만 있습니다.

The squares of the parameters were added to the loss (ridge). The lecture's loss is of the residuals alone.
"""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat)) + 0.1 * sum((p ** 2).sum() for p in net.parameters())

# %% fit_logistic_bce__doubles_the_loss
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = 2 * (-torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat)))

# %% fit_logistic_bce__smooths_the_labels
"""step: loss

y의 0과 1을 안쪽으로 옮겨 손실을 계산했습니다(label smoothing). y를 그대로 쓰세요.

The zeros and ones of y were moved inwards for the loss (label smoothing). Use y as it is.
"""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.mean((0.9*y + 0.05)*torch.log(yhat) + (0.95 - 0.9*y)*torch.log(1-yhat))

# %% fit_logistic_bce__clips_the_gradient
         loss.backward()
+        torch.nn.utils.clip_grad_norm_(net.parameters(), 0.1)

# %% fit_logistic_bce__takes_the_sign
-        l1.bias.data = l1.bias.data - lr*l1.bias.grad
-        l1.weight.data = l1.weight.data - lr*l1.weight.grad
+        l1.bias.data = l1.bias.data - lr*l1.bias.grad.sign()
+        l1.weight.data = l1.weight.data - lr*l1.weight.grad.sign()

# %% fit_logistic_bce__moves_the_bias_slower
-        l1.bias.data = l1.bias.data - lr*l1.bias.grad
+        l1.bias.data = l1.bias.data - lr/10*l1.bias.grad

# %% fit_logistic_bce__halves_the_rate_halfway
-        l1.bias.data = l1.bias.data - lr*l1.bias.grad
-        l1.weight.data = l1.weight.data - lr*l1.weight.grad
+        rate = lr if epoc < epochs // 2 else lr / 2
+        l1.bias.data = l1.bias.data - rate*l1.bias.grad
+        l1.weight.data = l1.weight.data - rate*l1.weight.grad

# %% fit_logistic_bce__clears_every_second_epoch
-        l1.bias.grad = None
-        l1.weight.grad = None
+        if epoc % 2 == 1:
+            l1.bias.grad = None
+            l1.weight.grad = None

# %% fit_logistic_bce__goes_twice
-        loss.backward()
+        loss.backward(retain_graph=True)
+        loss.backward()
