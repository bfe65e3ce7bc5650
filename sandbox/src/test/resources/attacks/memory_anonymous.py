# ends: memory_exceeded exited
kept, mib = [], 0
try:
    while mib < 2048:
        kept.append(bytearray(b"x") * (8 << 20))
        mib += 8
except MemoryError:
    pass
print("BROKE" if mib > 300 else "held", mib)
