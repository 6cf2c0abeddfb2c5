#!/bin/sh
# Builds the site where the host builds it: for everybody on the main branch, and as a preview on any other. A preview leaves
# out pages with errors, so that the rest can be looked at.
set -eu

sh .github/signpost/fetch.sh .signpost

# What Netlify and Cloudflare Pages say of the branch and of the address.
case "${CONTEXT-}:${CF_PAGES_BRANCH-}" in
  production: | :main)
    .signpost/signpost build --content content --out dist
    ;;
  *)
    address="${DEPLOY_PRIME_URL-${CF_PAGES_URL-}}"
    .signpost/signpost build --lenient --content content --base-url "${address:?"the address of the preview"}" --out dist
    ;;
esac
