# tries: worker processes
# must earn: everything
# with: an honest regression.py
import multiprocessing

import torch

torch.multiprocessing.Pool(2).map(print, range(2))
multiprocessing.Process(target=print).start()
