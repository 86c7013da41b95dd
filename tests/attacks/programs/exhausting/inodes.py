# tries: all names a disk can hold
# must earn: everything
# with: an honest regression.py
for number in range(10**6):
    open(f"of-a-hostile-student-{number}", "w").close()
