# tries: a watchdog that ends the process
# must earn: everything
# with: an honest regression.py
import faulthandler
faulthandler.dump_traceback_later(0.05, exit=True)
import time
time.sleep(0.2)
