# tries: more output than anybody reads
# must earn: everything
# with: an honest regression.py
for _ in range(300):
    print("x" * 10_000)
