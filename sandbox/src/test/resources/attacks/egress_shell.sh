port=$(cat /work/port)
for way in "-x http://127.0.0.1:3128" "--noproxy *" ""; do
  for url in "http://127.0.0.1:$port/" "http://localhost:$port/" http://example.org/ https://example.org/ http://169.254.169.254/latest/meta-data/; do
    set -f; curl -sS -m 2 -o /tmp/answer -w '%{http_code}' $way "$url" >/tmp/code 2>/dev/null; set +f
    grep -q '^[123]' /tmp/code 2>/dev/null && echo "BROKE $way $url $(cat /tmp/code)"
  done
done
for door in 127.0.0.1/3128 127.0.0.2/80 127.0.0.2/443; do
  (exec 3<>"/dev/tcp/$door" && printf 'CONNECT 127.0.0.1:%s HTTP/1.1\r\n\r\n' "$port" >&3 && read -r -t 2 answer <&3 &&
    [[ $answer == *" 200 "* ]] && echo "BROKE $door $answer") 2>/dev/null
done
echo held
