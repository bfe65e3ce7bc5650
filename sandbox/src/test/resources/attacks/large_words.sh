# Words that no exec can take.
word=$(head -c 3000000 /dev/zero | tr '\0' a)
/usr/bin/env "$word" >/dev/null 2>&1 && echo BROKE
export word
/usr/bin/true 2>/dev/null && echo BROKE
echo held
