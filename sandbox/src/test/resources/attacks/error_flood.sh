# ends: output_exceeded
yes held >&2
