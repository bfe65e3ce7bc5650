# ends: exited processes_exceeded
# Forks for as long as it can; nobody reaps.
import os, time

made = 0
until = time.monotonic() + 2
while time.monotonic() < until:
    try:
        if os.fork() == 0:
            time.sleep(60)
        made += 1
    except OSError:
        break
print("BROKE" if made > 140 else "held", made, flush=True)
os._exit(0)
