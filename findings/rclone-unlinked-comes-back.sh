#!/usr/bin/env bash
# rclone 1.60.1 (Debian rclone 1.60.1+dfsg-2+b5), `rclone mount` as it starts by default (no VFS cache): a new file that is removed while a program has it
# open stands in the folder again once it is closed, since the upload ends at the close. Whoever removes a lock while holding it, as POSIX
# invites to, leaves the lock lying for all others of a synced folder. Guessed: unlink is final, as on any disk and on NFS.
# Seen: [] while it is open and removed, ['.a.lock'] after the close.
set -euo pipefail
tmp=$(mktemp -d); cd "$tmp"
trap 'fusermount -u "$tmp/mnt" 2>/dev/null || fusermount3 -u "$tmp/mnt" 2>/dev/null || true; cd /; rm -rf "$tmp"' EXIT
[ -e /dev/fuse ] || { echo "needs /dev/fuse"; exit 77; }
command -v fusermount >/dev/null || command -v fusermount3 >/dev/null || apt-get install -y -qq --no-install-recommends fuse3 >/dev/null
apt-get download -qq rclone=1.60.1+dfsg-2+b5
dpkg -x rclone_*.deb root
mkdir src mnt
root/usr/bin/rclone version | head -n 1
root/usr/bin/rclone --config /dev/null mount src mnt --daemon
/usr/bin/python3 - <<'P'
import os, time
lock = os.open("mnt/.a.lock", os.O_RDWR | os.O_CREAT, 0o600)
os.unlink("mnt/.a.lock")
held = os.listdir("mnt")
os.close(lock)
for _ in range(50):
    after = os.listdir("mnt")
    if after:
        break
    time.sleep(0.1)
print(held, after)
raise SystemExit(held != [] or after != [".a.lock"])
P
