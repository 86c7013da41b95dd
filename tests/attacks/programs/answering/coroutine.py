# tries: an answer that is still to come
# must earn: nothing
async def mse(y, yhat):
    return 1.0
def rmse(y, yhat):
    yield 1.0
