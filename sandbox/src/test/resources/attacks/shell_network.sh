port=$(cat /work/port)
(exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && echo BROKE tcp || echo held tcp
(exec 3<>/dev/udp/192.0.2.1/53 && echo x >&3) 2>/dev/null && echo BROKE udp || echo held udp
ulimit -n 100000 2>/dev/null && echo BROKE descriptors || echo held descriptors
ulimit -c unlimited 2>/dev/null && echo BROKE core || echo held core
for tool in mount umount su unshare nsenter chroot; do
  "$tool" /tmp </dev/null >/dev/null 2>&1 && echo "BROKE $tool"
done
touch /usr/bin/mine /etc/mine /job/mine /mine 2>/dev/null && echo BROKE wrote
rm -f /etc/passwd /work/../etc/passwd 2>/dev/null; [ -s /etc/passwd ] && echo held
