# tries: a source that takes a compiler down
# must earn: everything
# with: an honest regression.py
deep = eval("(" * 90 + ")" * 90)
exec("x = " + "-" * 100_000 + "1")
