# tries: turns without end
# must earn: mse, rmse
# with: an honest regression.py
# file: regression.py
def fit(X, y, What, lr=1 / 10, epochs=30):
    while True:
        ((y - X @ What) ** 2).mean().backward()
