# tries: to search the memory of this process for the solution's source
# must earn: nothing
def mse(y, yhat):
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb") as memory:
        for line in maps:
            start, end = (int(place, 16) for place in line.split()[0].split("-"))
            memory.seek(start)
            if b"torch.mean((y - yhat) ** 2)" in memory.read(end - start):
                return ((y - yhat) ** 2).mean()
    raise LookupError
