# tries: output that does not end
# must earn: nothing
def mse(y, yhat):
    while True:
        print("x" * 10_000)
