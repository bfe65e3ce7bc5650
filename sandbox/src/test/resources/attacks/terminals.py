# Takes all pseudo terminals of the machine, of which there are some thousands, and fills their buffers.
import os, tty

made = 0
try:
    for _ in range(120):
        master, slave = os.openpty()
        made += 1
        tty.setraw(slave)
        for end in (master, slave):
            os.set_blocking(end, False)
            try:
                while True:
                    os.write(end, b"x" * 4096)
            except BlockingIOError:
                pass
except OSError as refusal:
    print("held", refusal.strerror)
print("BROKE" if made > 64 else "held", made, "terminals")
