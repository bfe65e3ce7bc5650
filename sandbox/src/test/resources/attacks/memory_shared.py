# ends: memory_exceeded exited
# Anonymous shared mappings, which no limit of a single process sees once they are unmapped in it.
import mmap, os

maps = []
for mib in range(0, 2048, 16):
    shared = mmap.mmap(-1, 16 << 20)
    for page in range(0, 16 << 20, 4096):
        shared[page] = 1
    maps.append(shared)
print("BROKE got 2 GiB")
