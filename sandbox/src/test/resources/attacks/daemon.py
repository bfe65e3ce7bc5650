# Leaves daemons behind, in new sessions, without any descriptor.
import os

for _ in range(5):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.closerange(0, 256)
            os.execv("/usr/bin/sleep", ["sleep", "86399"])
        os._exit(0)
print("held")
