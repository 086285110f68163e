#!/bin/sh
# Proves the two commands on a bare Debian root that holds only Python, its venv module and make.
# Needs root and mmdebstrap; takes some minutes; not part of CI. Usage: tools/test_bare.sh [run|test] (both without an argument).
# The caller's own registry settings (pip, uv and npm configuration, certificates) are passed on, nothing else.
set -eu
cd "$(dirname "$0")/.."
[ "$(id -u)" = 0 ] || { echo "test-bare must run as root (it makes a root file system)." >&2; exit 1; }
command -v mmdebstrap >/dev/null || { echo "Install mmdebstrap first (Debian: apt-get install mmdebstrap)." >&2; exit 1; }
what=${1:-both}
root=$(mktemp -d /var/tmp/tamdan-bare-XXXXXX)
cleanup() {
  umount "$root/proc" "$root/dev/shm" "$root/dev" "$root/sys" 2>/dev/null || true
  rm -rf --one-file-system "$root"
}
trap cleanup EXIT INT TERM
mmdebstrap --quiet --variant=minbase --include=python3,python3-venv,make,ca-certificates bookworm "$root"
for file in /etc/pip.conf /etc/npmrc "$HOME/.npmrc" "$HOME/.config/pip/pip.conf" /etc/xdg/pip/* /etc/uv/uv.toml \
    "$HOME/.config/uv/uv.toml" /etc/resolv.conf /etc/hosts /etc/ssl/certs/ca-certificates.crt /usr/local/etc/npmrc; do
  if [ -f "$file" ]; then mkdir -p "$root$(dirname "$file")"; cp -L "$file" "$root$file"; fi
done
mkdir -p "$root/root/tamdan"
git archive HEAD | tar -x -C "$root/root/tamdan"
mount -t proc proc "$root/proc"; mount --bind /dev "$root/dev"; mount --bind /dev/shm "$root/dev/shm"; mount --bind /sys "$root/sys"
inside() {
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME="$HOME" \
    $(env | grep -E '^(PIP_|UV_|npm_config_|NPM_CONFIG_|NODE_EXTRA_CA_CERTS|SSL_CERT_|REQUESTS_CA|https?_proxy|HTTPS?_PROXY|no_proxy|NO_PROXY)' | tr '\n' ' ') \
    chroot "$root" /bin/sh -c "cd /root/tamdan && $1"
}
if [ "$what" != test ]; then
  start=$(date +%s)
  inside "make setup" && echo "bare: set-up took $(($(date +%s) - start)) s"
  inside '(make run PORT=8791 > /tmp/run.log 2>&1 &) ; for i in $(seq 120); do grep -q "Tamdan is at" /tmp/run.log && break; sleep 1; done
    cat /tmp/run.log; .venv/bin/python -c "
import urllib.request as u
page = u.urlopen(\"http://127.0.0.1:8791/en/\").read().decode()
assert \"<h1\" in page
print(\"bare: first page\", len(page), \"characters\")"
    .venv/bin/tamdan stop --json'
fi
if [ "$what" != run ]; then inside "make test"; fi
echo "bare: passed"
