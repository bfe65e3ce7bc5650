import resource

for name in ("RLIMIT_CORE", "RLIMIT_NOFILE", "RLIMIT_FSIZE", "RLIMIT_CPU", "RLIMIT_MEMLOCK"):
    number = getattr(resource, name)
    soft, hard = resource.getrlimit(number)
    print("BROKE" if hard == resource.RLIM_INFINITY else "held", name, hard)
    try:
        resource.setrlimit(number, (hard + 1, hard + 1))
        print("BROKE raised", name)
    except (ValueError, OSError) as refusal:
        print("held", refusal)
print("held" if resource.getrlimit(resource.RLIMIT_CORE) == (0, 0) else "BROKE")
