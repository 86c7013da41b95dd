# tries: compiled files beside the sources
# must earn: everything
# with: an honest regression.py
import os

for folder in ("__pycache__", "data/__pycache__", "/tmp/of-a-hostile-student"):
    try:
        os.makedirs(folder, exist_ok=True)
        with open(f"{folder}/regression.cpython-311.pyc", "wb") as file:
            file.write(b"\xa7\r\r\n" + bytes(12))
    except OSError:
        pass
