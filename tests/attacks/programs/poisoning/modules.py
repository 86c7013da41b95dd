# tries: no modules for anybody
# must earn: everything
# with: an honest regression.py
import sys

sys.modules.clear()
