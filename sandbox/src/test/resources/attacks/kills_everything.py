# ends: signalled exited
import os, signal

os.fork()
os.kill(-1, signal.SIGKILL)
os.kill(1, signal.SIGKILL)
os.kill(os.getpid(), signal.SIGKILL)
