# Leaves names that would lead a careless collector out of the sandbox.
ln -s /etc/passwd out; ln -s / root; ln -s ../../../../etc up; mkdir d; ln -s /etc d/etc; ln -s loop loop
mkfifo pipe; mkfifo d/pipe; mkdir -p "$(printf 'a/%.0s' $(seq 60))"; touch -- '-rf' $'new\nline'
chmod 000 d 2>/dev/null; echo held
