"""What the benchmark scripts share. Python's standard library only; nothing here knows a script."""
