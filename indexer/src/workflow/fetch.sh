#!/bin/sh
# Fetches the program that .github/signpost/release names into the folder that is given, and takes no other: what has
# another checksum is deleted, and never run.
set -eu

here="$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)"
to="${1:?"the folder for the program"}"

# The value of a line of the settings. They are read, never run.
setting() {
  tr -d '\r' < "$here/release" | sed -n "s/^$1=//p" | tail -n 1
}

refuse() {
  echo "signpost is not fetched: $1" >&2
  exit 1
}

from="$(setting from)"
version="$(setting version)"
sha256="$(setting sha256)"
how="write it into .github/signpost/release; the page of the release has it"

printf '%s\n' "$from" | grep -Eqx 'https://[A-Za-z0-9./_~-]+' || refuse "from is no address; $how"
printf '%s\n' "$version" | grep -Eqx '[0-9A-Za-z.+-]+' || refuse "version is missing; $how"
printf '%s\n' "$sha256" | grep -Eqx '[0-9a-f]{64}' || refuse "sha256 is no checksum of 64 digits and letters; $how"
[ "$(uname -s) $(uname -m)" = "Linux x86_64" ] || refuse "this machine is no Linux on x86_64"

mkdir -p "$to"
curl --proto '=https' --tlsv1.2 --fail --silent --show-error --location --retry 3 --max-time 300 \
  --output "$to/signpost.new" "$from/v$version/signpost-$version-x86_64-linux"
if ! printf '%s  %s\n' "$sha256" "$to/signpost.new" | sha256sum --check --status -; then
  rm -f "$to/signpost.new"
  refuse "what came has another checksum than .github/signpost/release says"
fi
chmod 755 "$to/signpost.new"
mv -f "$to/signpost.new" "$to/signpost"
