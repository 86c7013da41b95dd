# tries: a regular expression that backtracks for ever, on the student's side and in the words shown
# must earn: everything
# with: an honest regression.py
import re

re.match(r"(a+)+$", "a" * 40 + "b")
