# tries: to leave without a word while it is loaded
# must earn: everything
# with: an honest regression.py
import os

os._exit(0)
