import ctypes, os

libc = ctypes.CDLL(None, use_errno=True)
acts = {
    "mount": lambda: libc.mount(b"none", b"/tmp", b"tmpfs", 0, None),
    "remount": lambda: libc.mount(None, b"/", None, 32, None),
    "bind over proc": lambda: libc.mount(b"/tmp", b"/proc", None, 4096, None),
    "umount": lambda: libc.umount2(b"/etc", 2),
    "chroot": lambda: libc.chroot(b"/tmp"),
    "fsopen": lambda: libc.syscall(430, b"tmpfs", 0),
    "open_tree": lambda: libc.syscall(428, -100, b"/", 1),
    "move_mount": lambda: libc.syscall(429, -100, b"/tmp", -100, b"/work", 0),
    "mount_setattr": lambda: libc.syscall(442, -100, b"/", 0, None, 0),
    "statmount": lambda: libc.syscall(457, None, None, 0, 0),
}
for name, flag in (("user", 0x10000000), ("mount", 0x20000), ("pid", 0x20000000), ("net", 0x40000000), ("ipc", 0x8000000),
                   ("uts", 0x4000000), ("cgroup", 0x2000000), ("time", 0x80)):
    acts["unshare " + name] = lambda flag=flag: libc.unshare(flag)
if os.uname().machine == "x86_64":
    acts["clone into user namespace"] = lambda: libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0)
    acts["clone3"] = lambda: libc.syscall(435, (ctypes.c_uint64 * 11)(0x10000000, 0, 0, 0, 17), 88)
for name, act in acts.items():
    answer = act()
    if answer == 0 and "clone" in name:
        os._exit(0)
    print("BROKE" if answer >= 0 else "held", name, ctypes.get_errno())
for namespace in os.listdir("/proc/self/ns"):
    try:
        answer = libc.setns(os.open("/proc/1/ns/" + namespace, os.O_RDONLY), 0)
        print("BROKE" if answer == 0 else "held", "setns", namespace)
    except OSError as refusal:
        print("held", namespace, refusal.strerror)
