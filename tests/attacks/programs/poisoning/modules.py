# tries: no modules for anybody
# must earn: nothing
# and a person looks at: everything
# with: an honest regression.py
import sys

sys.modules.clear()
