#!/bin/sh
# Two towns from nothing to a built site, with the time that each step took:
#
#     tests/towns/begin.sh target/dist/signpost target/towns
#     tests/towns/begin.sh target/debug/signpost target/towns target/bundle     # programs for the browser from a folder
#
# Burnaby speaks English, simplified Chinese, Korean and Persian; Leeds speaks English and Polish, which is no language of
# Signpost's own: its words are tests/towns/leeds/_locales. The journeys do the same in a browser (tests/tests/journeys/towns.rs).
set -eu

here="$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)"
signpost="$(CDPATH='' cd -- "$(dirname -- "${1:?"the program signpost"}")" && pwd)/$(basename -- "$1")"
out="${2:?"a folder for the towns, which is made"}"
bundle="${3:-}"
[ -z "$bundle" ] || bundle="$(CDPATH='' cd -- "$bundle" && pwd)"

if [ -e "$out" ]; then
  echo "$out is there already; name a new folder" >&2
  exit 2
fi
mkdir -p "$out"
cd "$out"

# Does what stands behind the name of the step, keeps what it says in a file, and tells how long it took.
step() {
  name="$1"
  shift
  before="$(date +%s%N)"
  if ! "$@" > "$name.txt" 2>&1; then
    cat "$name.txt" >&2
    echo "$name failed" >&2
    exit 1
  fi
  after="$(date +%s%N)"
  took=$(((after - before) / 1000000))
  all=$((all + took))
  printf '  %-28s %6d ms\n' "$name" "$took"
}

# Somebody rings the help lines, and says so.
rings() {
  for file in "$1/content/directory.toml" "$1/content/_taxonomy/urgent.toml"; do
    sed -i '/^placeholder = true$/d' "$file" || return 1
  done
}

# Somebody has translated some of the texts that wait.
speaks_polish() {
  cp "$here"/leeds/_locales/pl.toml leeds/content/_locales/
}

builds() {
  if [ -n "$bundle" ]; then
    "$signpost" build --content "$1/content" --out "$1/dist" --bundle "$bundle"
  else
    "$signpost" build --content "$1/content" --out "$1/dist"
  fi
}

places="$here/../../indexer/tests/fixtures/places"

echo "Burnaby"
all=0
step burnaby-init "$signpost" init burnaby --area Burnaby --country CA --centre 49.2488,-122.9805 \
  --time-zone America/Vancouver --locales en,zh-Hans,ko,fa --email hello@burnaby.example --host cloudflare
step burnaby-places "$signpost" places --content burnaby/content "$places/burnaby/neighbourhoods.geojson"
step burnaby-rings rings burnaby
step burnaby-check "$signpost" check --content burnaby/content
step burnaby-build builds burnaby
printf '  %-28s %6d ms; %s files\n' "in all" "$all" "$(find burnaby/dist -type f | wc -l)"

echo "Leeds"
all=0
step leeds-init "$signpost" init leeds --area Leeds --country GB --centre 53.7997,-1.5492 \
  --time-zone Europe/London --locales en,pl --email hello@leeds.example --host github
step leeds-polish speaks_polish
step leeds-places "$signpost" places --content leeds/content "$places/leeds/outcodes.csv" "$places/leeds/villages.csv"
step leeds-rings rings leeds
step leeds-check "$signpost" check --content leeds/content
step leeds-build builds leeds
printf '  %-28s %6d ms; %s files\n' "in all" "$all" "$(find leeds/dist -type f | wc -l)"
