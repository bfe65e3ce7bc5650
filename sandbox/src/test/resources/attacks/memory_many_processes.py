# ends: memory_exceeded exited
# Sixty processes of 32 MiB each: no single one is large.
import os, time

pipe_in, pipe_out = os.pipe()
for _ in range(60):
    if os.fork() == 0:
        block = bytearray(b"x") * (32 << 20)
        os.write(pipe_out, b"x")
        time.sleep(60)
        os._exit(len(block) & 1)
ready = 0
while ready < 60:
    ready += len(os.read(pipe_in, 60))
print("BROKE", ready * 32, "MiB", flush=True)
