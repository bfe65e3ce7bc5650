# ends: timed_out
# Many processes at once, to overwhelm whoever has to stop them.
import os

print("held", flush=True)
for _ in range(40):
    if os.fork() == 0:
        break
while True:
    pass
