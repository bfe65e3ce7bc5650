# ends: memory_exceeded signalled
# Touches one byte in two million: almost no memory, but a table for each.
import mmap, time

size = 300 << 30
span = mmap.mmap(-1, size, prot=mmap.PROT_READ, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000)
for at in range(0, size, 2 << 20):
    span[at]
time.sleep(1)
tables = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmPTE"))
print("BROKE", tables, "KiB of tables", flush=True)
