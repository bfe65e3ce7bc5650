# ends: memory_exceeded exited processes_exceeded
# Data parked in pipes belongs to no process.
import fcntl, os, time

total = 0
for child in range(40):
    if os.fork() == 0:
        kept = []
        try:
            while True:
                reader, writer = os.pipe()
                os.set_blocking(writer, False)
                try:
                    fcntl.fcntl(writer, 1031, 1 << 20)
                except OSError:
                    pass
                kept.append((reader, writer))
                while True:
                    try:
                        os.write(writer, b"x" * 65536)
                    except BlockingIOError:
                        break
        except OSError:
            time.sleep(60)
time.sleep(1)
try:
    shown = int(next(line.split()[1] for line in open("/proc/meminfo") if line.startswith("MemTotal")))
    print("held", shown)
finally:
    os._exit(0)
