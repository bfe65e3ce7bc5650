import os

descriptor = os.open("/work/large", os.O_CREAT | os.O_RDWR)
for name, act in (("truncate", lambda: os.ftruncate(descriptor, 1 << 40)),
                  ("fallocate", lambda: os.posix_fallocate(descriptor, 0, 1 << 32)),
                  ("write far", lambda: os.pwrite(descriptor, b"x", 1 << 41))):
    try:
        act()
        print("BROKE", name)
    except OSError as refusal:
        print("held", name, refusal.strerror)
