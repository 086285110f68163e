#!/bin/sh
# Proves the two commands on a bare Debian root that holds only Python, its venv module and make, as root and as a plain user.
# Needs root and mmdebstrap; takes some minutes; not part of CI. Usage: tools/test_bare.sh [run|test|user] (all without an argument):
# run: `make setup` and `make run` as root; test: `make test` as root; user: all of it as a user without rights.
# TAMDAN_BARE=trixie takes another Debian. The caller's own registry settings are passed on, nothing else.
set -eu
cd "$(dirname "$0")/.."
[ "$(id -u)" = 0 ] || { echo "test-bare must run as root (it makes a root file system)." >&2; exit 1; }
command -v mmdebstrap >/dev/null || { echo "Install mmdebstrap first (Debian: apt-get install mmdebstrap)." >&2; exit 1; }
what=${1:-all}
root=$(mktemp -d /var/tmp/tamdan-bare-XXXXXX)
cleanup() {
  for at in proc dev/shm dev sys; do umount "$root/$at" 2>/dev/null || umount -l "$root/$at" 2>/dev/null || true; done
  rm -rf --one-file-system "$root"
}
trap cleanup EXIT INT TERM
mmdebstrap --quiet --variant=minbase --include=python3,python3-venv,make,ca-certificates "${TAMDAN_BARE:-bookworm}" "$root"
for file in /etc/pip.conf /etc/npmrc "$HOME/.npmrc" "$HOME/.config/pip/pip.conf" /etc/xdg/pip/* /etc/uv/uv.toml \
    "$HOME/.config/uv/uv.toml" /etc/resolv.conf /etc/hosts /etc/ssl/certs/ca-certificates.crt /usr/local/etc/npmrc; do
  if [ -f "$file" ]; then mkdir -p "$root$(dirname "$file")"; cp -L "$file" "$root$file"; fi
done
chroot "$root" useradd --create-home plain
for home in /root /home/plain; do
  mkdir -p "$root$home/tamdan"
  git archive HEAD | tar -x -C "$root$home/tamdan"
done
for file in "$HOME/.npmrc" "$HOME/.config/pip/pip.conf" "$HOME/.config/uv/uv.toml"; do
  if [ -f "$file" ]; then
    target="$root/home/plain${file#"$HOME"}"; mkdir -p "$(dirname "$target")"; cp -L "$file" "$target"
  fi
done
chroot "$root" chown -R plain:plain /home/plain
mount -t proc proc "$root/proc"; mount --bind /dev "$root/dev"; mount --bind /dev/shm "$root/dev/shm"; mount --bind /sys "$root/sys"
settings=$(env | grep -E '^(PIP_|UV_|npm_config_|NPM_CONFIG_|NODE_EXTRA_CA_CERTS|SSL_CERT_|REQUESTS_CA|https?_proxy|HTTPS?_PROXY|no_proxy|NO_PROXY)' | tr '\n' ' ')
# inside WHO COMMAND: in the checkout of this person, with nothing of our environment but the registries.
inside() {
  case $1 in root) home=/root ;; *) home=/home/$1 ;; esac
  # shellcheck disable=SC2086 # the settings are words
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=$home $settings \
    chroot --userspec="$1:$1" "$root" /bin/sh -c "cd $home/tamdan && $2"
}
# timed NAME WHO COMMAND
timed() {
  start=$(date +%s); inside "$2" "$3"; echo "bare: $1 took $(($(date +%s) - start)) s"
}
serves() {
  inside "$1" '(make run PORT=8791 > /tmp/run-$$.log 2>&1 &) ; for i in $(seq 600); do grep -q "Tamdan is at" /tmp/run-$$.log && break; sleep 1; done
    cat /tmp/run-$$.log; .venv/bin/python -c "
import urllib.request as u
page = u.urlopen(\"http://127.0.0.1:8791/en/\").read().decode()
assert \"<h1\" in page
print(\"bare: first page\", len(page), \"characters\")"
    .venv/bin/tamdan stop --json'
}
case $what in all|run) timed "set-up as root" root "make setup"; serves root ;; esac
case $what in all|test) timed "make test as root" root "make test" ;; esac
case $what in all|user)
  timed "set-up as a plain user" plain "make setup"; serves plain
  timed "make test as a plain user" plain "make test" ;;
esac
echo "bare: passed"
