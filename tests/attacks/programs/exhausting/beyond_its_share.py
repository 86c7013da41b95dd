# tries: more memory than a submission has, a little at a time, and touched by nobody
# must earn: nothing
import mmap


def mse(y, yhat):
    kept = [mmap.mmap(-1, 256 << 20) for _ in range(16)]
    return ((y - yhat) ** 2).mean() + 0 * len(kept)
