# tries: a power that takes until the end of the term, while it is loaded
# must earn: everything
# with: an honest regression.py
number = 7
print(number**number**12 % 10)
