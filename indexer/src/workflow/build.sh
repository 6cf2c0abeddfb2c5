#!/bin/sh
# Builds the site where the host builds it: for everybody on the main branch, and as a preview on any other. A preview leaves
# out pages with errors, so that the rest can be looked at.
set -eu

sh .github/signpost/fetch.sh .signpost

# What Netlify and Cloudflare Pages say of the branch and of the address.
case "${CONTEXT-}:${CF_PAGES_BRANCH-}" in
  production: | :main)
    # Where the host says that the site stands, taken until content/directory.toml has an address. Cloudflare tells the address
    # of this one build, such as 3f2a.town.pages.dev: the site itself stands at town.pages.dev.
    address="${URL-${CF_PAGES_URL-}}"
    address="${address#*://}"
    address="${address%/}"
    case "$address" in
      *.*.pages.dev) address="${address#*.}" ;;
    esac
    # The page of what is missing and the feed tell what has changed in a month. A host may have taken the newest revision alone:
    # then the rest is asked for. Where it does not come, signpost says how far back it can see, and builds all the same.
    if [ "$(git rev-parse --is-shallow-repository 2> /dev/null)" = true ]; then
      GIT_TERMINAL_PROMPT=0 git fetch --quiet --unshallow > /dev/null 2>&1 || true
    fi
    .signpost/signpost build --content content --since 30-days ${address:+--host-url "https://$address"} --out dist
    ;;
  *)
    address="${DEPLOY_PRIME_URL-${CF_PAGES_URL-}}"
    .signpost/signpost build --lenient --content content --base-url "${address:?"the address of the preview"}" --out dist
    ;;
esac
