import os, stat

usual = {"core", "fd", "full", "null", "ptmx", "pts", "random", "shm", "stderr", "stdin", "stdout", "tty", "urandom", "zero"}
more = set(os.listdir("/dev")) - usual
print("BROKE" if more else "held", more)
for number in ((8, 0), (1, 1), (10, 200), (254, 0), (1, 11)):
    try:
        os.mknod("/work/device", 0o600 | stat.S_IFBLK, os.makedev(*number))
        os.open("/work/device", os.O_RDONLY)
        print("BROKE made device", number)
    except OSError as refusal:
        print("held", refusal.strerror)
