import ctypes

libc = ctypes.CDLL(None, use_errno=True)
made = 0
while made < 1000 and libc.inotify_init() >= 0:
    made += 1
print("BROKE" if made >= 1000 else "held", made)
