# ends: memory_exceeded exited
import os

held, mib = [], 0
try:
    while mib < 1024:
        descriptor = os.memfd_create("x")
        held.append(descriptor)
        for _ in range(64):
            mib += os.write(descriptor, b"x" * (1 << 20)) >> 20
except OSError as refusal:
    print("held", refusal.strerror)
print("BROKE" if mib > 300 else "held", mib)
