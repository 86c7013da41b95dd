# tries: all of the disk
# must earn: everything
# with: an honest regression.py
with open("of-a-hostile-student", "wb") as file:
    while True:
        file.write(bytes(1 << 20))
