# ends: timed_out
# The end of output is not the end of the job.
import os, time

os.write(1, b"held\n")
os.closerange(0, 3)
time.sleep(60)
