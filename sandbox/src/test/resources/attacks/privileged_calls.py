# Calls with a history of privilege bugs: none may reach the kernel's code for it (numbers of x86_64).
import ctypes, os

libc = ctypes.CDLL(None, use_errno=True)
room = ctypes.create_string_buffer(512)
if os.uname().machine != "x86_64":
    print("held not here")
    raise SystemExit
calls = {
    "add_key": (248, b"user", b"a", b"b", 1, -3), "request_key": (249, b"user", b"a", 0, -3), "keyctl": (250, 0, -3, 1),
    "bpf": (321, 0, room, 72), "perf_event_open": (298, room, 0, -1, -1, 0), "userfaultfd": (323, 0),
    "io_uring_setup": (425, 8, room), "io_uring_enter": (426, 0, 0, 0, 0), "io_uring_register": (427, 0, 0, 0, 0),
    "io_setup": (206, 1, room), "ptrace traceme": (101, 0, 0, 0, 0), "ptrace attach": (101, 16, 1, 0, 0),
    "process_vm_readv": (310, 1, room, 1, room, 1, 0), "process_vm_writev": (311, 1, room, 1, room, 1, 0),
    "kcmp": (312, 1, 1, 0, 0, 0), "pidfd_getfd": (438, 0, 0, 0), "process_madvise": (440, 0, 0, 0, 0, 0),
    "process_mrelease": (448, 0, 0), "memfd_create": (319, b"a", 0), "memfd_secret": (447, 0),
    "kexec_load": (246, 0, 0, 0, 0), "kexec_file_load": (320, -1, -1, 0, 0, 0), "init_module": (175, room, 1, b""),
    "finit_module": (313, -1, b"", 0), "delete_module": (176, b"a", 0), "reboot": (169, 0, 0, 0, 0),
    "swapon": (167, b"/a", 0), "swapoff": (168, b"/a"), "acct": (163, b"/a"), "quotactl": (179, 0, b"/a", 0, room),
    "quotactl_fd": (443, 0, 0, 0, 0), "iopl": (172, 3), "ioperm": (173, 0, 1, 1), "modify_ldt": (154, 0, room, 16),
    "syslog": (103, 3, room, 64), "sethostname": (170, b"a", 1), "setdomainname": (171, b"a", 1),
    "settimeofday": (164, room, 0), "clock_settime": (227, 0, room), "adjtimex": (159, room), "clock_adjtime": (305, 0, room),
    "name_to_handle_at": (303, -100, b"/", room, room, 0), "open_by_handle_at": (304, 3, room, 0),
    "fanotify_init": (300, 0, 0), "fanotify_mark": (301, 0, 0, 0, 0, 0), "move_pages": (279, 0, 0, 0, 0, 0, 0),
    "migrate_pages": (256, 0, 0, 0, 0), "mbind": (237, 0, 0, 0, 0, 0, 0), "set_mempolicy": (238, 0, 0, 0),
    "vmsplice": (278, 1, 0, 0, 0), "remap_file_pages": (216, 0, 0, 0, 0, 0), "lookup_dcookie": (212, 0, room, 1),
    "vhangup": (153,), "personality": (135, 0x0400000), "seccomp": (317, 0, 0, 0), "prctl seccomp": (157, 22, 2, 0, 0, 0),
    "landlock_create_ruleset": (444, 0, 0, 1), "landlock_restrict_self": (446, 0, 0), "mlockall": (151, 3), "sync": (162,),
    "syncfs": (306, 0), "uselib": (134, b"/a"), "ustat": (136, 0, room), "capset": (126, room, room), "shmat": (30, 0, 0, 0),
    "listmount": (458, room, room, 0, 0), "lsm_set_self_attr": (460, 0, room, 0, 0), "unknown": (999, 0, 0, 0),
}
reached = []
for name, words in calls.items():
    ctypes.set_errno(0)
    answer = libc.syscall(*words)
    if answer >= 0 or ctypes.get_errno() not in (1, 38):
        reached.append((name, answer, ctypes.get_errno()))
print("BROKE" if reached else "held", len(calls), reached)
