# ends: exited processes_exceeded timed_out signalled
# The classic, and a shell that retries.
bomb() { bomb | bomb & }
bomb
while :; do sleep 60 & done
