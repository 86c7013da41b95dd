# tries: a web address that names a file elsewhere
# must earn: nothing
import pandas as pd

for address in ("http://example.org/..%2f..%2fsolutions/week01/probes.py", "https://example.org/x/../../../../etc/passwd", "file:///etc/passwd"):
    try:
        found = pd.read_csv(address)
    except Exception:
        continue
    mse = rmse = lambda y, yhat: ((y - yhat) ** 2).mean()
