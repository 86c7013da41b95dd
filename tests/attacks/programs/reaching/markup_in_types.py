# tries: markup and escapes in the name of an exception
# must earn: nothing
def mse(y, yhat):
    raise type('=cmd|x<script>\x1b[2J', (Exception,), {})('\u202egnp.exe')
