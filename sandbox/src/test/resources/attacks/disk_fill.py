# ends: exited memory_exceeded
import os

for place in ("/work", "/tmp", "/dev/shm", "/dev", "/", "/etc", "/usr", "/job", "/var/tmp", "/run", "/opt"):
    mib = 0
    try:
        for number in range(40):
            with open(f"{place}/fill{number}", "wb", buffering=0) as file:
                for _ in range(10):
                    mib += file.write(b"x" * (1 << 20)) >> 20
        print("BROKE", place, mib)
    except OSError as refusal:
        print("held", place, mib, refusal.strerror)
