# Makes a socket of every family, type and unusual protocol; only unix, TCP and UDP may work.
import socket

made = []
for family in range(0, 46):
    for kind in (1, 2, 3, 4, 5, 6):
        for protocol in (0, 1, 33, 132, 136, 255, 256, 262):
            try:
                socket.socket(family, kind, protocol).close()
                made.append((family, kind, protocol))
            except OSError:
                pass
fine = {(2, 1, 0), (2, 2, 0), (10, 1, 0), (10, 2, 0)}
bad = [each for each in made if each not in fine and each[0] != 1]
print("BROKE" if bad else "held", bad)
