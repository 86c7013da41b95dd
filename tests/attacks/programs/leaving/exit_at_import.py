# tries: to leave with success while it is loaded
# must earn: everything
# with: an honest regression.py
import sys

sys.exit(0)
