import os

for place in ("/work", "/tmp", "/dev/shm"):
    made = 0
    try:
        while made < 20000:
            os.mkdir(f"{place}/{made}") if made % 2 else os.close(os.open(f"{place}/{made}", os.O_CREAT))
            made += 1
        print("BROKE", place, made)
    except OSError as refusal:
        print("held", place, made, refusal.strerror)
