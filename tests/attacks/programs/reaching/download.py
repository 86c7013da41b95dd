# tries: the answer from the web
# must earn: nothing
import urllib.request

import torch

try:
    exec(urllib.request.urlopen("http://127.0.0.1:8000/solution.py", timeout=1).read())
except OSError:
    torch.hub.load("nobody/nothing", "solution", trust_repo=True)
