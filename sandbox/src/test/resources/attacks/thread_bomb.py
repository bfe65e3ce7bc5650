# ends: exited processes_exceeded
import os, threading, time

made = 0
try:
    while made < 1000:
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        made += 1
except RuntimeError:
    pass
print("BROKE" if made > 140 else "held", made, flush=True)
os._exit(0)
