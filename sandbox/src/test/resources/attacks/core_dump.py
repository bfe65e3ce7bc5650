# ends: signalled
import os

print("held", flush=True)
os.chdir("/work")
os.abort()
