# tries: no modules for anybody
# must earn: mse, rmse
# and a person looks at: fit
# with: an honest regression.py
import sys

sys.modules.clear()
