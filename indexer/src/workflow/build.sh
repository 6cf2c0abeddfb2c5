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
    .signpost/signpost build --content content ${address:+--host-url "https://$address"} --out dist
    ;;
  *)
    address="${DEPLOY_PRIME_URL-${CF_PAGES_URL-}}"
    .signpost/signpost build --lenient --content content --base-url "${address:?"the address of the preview"}" --out dist
    ;;
esac
