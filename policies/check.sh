#!/bin/sh
# Checks the policies with the real opa: strict, formatted, tested with full coverage against the input's schema, and the compiled
# bundle in the resources is the one that these sources give. `check.sh --write` rebuilds that bundle after a change.
set -eu
cd "$(dirname "$0")"
PATH="${PATH}:$(cd .. && pwd)/.tools/bin"
opa=${ARQUIPELAGO_OPA:-opa}
version=1.22.2
resources=src/main/resources/pt/arquipelago/policies/decision

if ! command -v "$opa" >/dev/null; then
    echo "policies: opa is not found. Install it with: GOBIN=$(cd .. && pwd)/.tools/bin go install github.com/open-policy-agent/opa@v$version" >&2
    exit 1
fi
if ! "$opa" version | grep -qx "Version: $version"; then
    echo "policies: opa must be version $version, so that the bundle can be compared; this is $("$opa" version | head -n 1)" >&2
    exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The digest of the sources: of the list of their digests, in the order of their names.
(cd rego && find ehds -name '*.rego' ! -name '*_test.rego' | LC_ALL=C sort | xargs sha256sum) | sha256sum | sed 's/\(^[0-9a-f]*\).*/sha256:\1/' >"$work/ehds.digest"
(cd rego && "$opa" build -t wasm -e ehds/decision --ignore '*_test.rego' -o "$work/bundle.tar.gz" ehds)
tar -xzf "$work/bundle.tar.gz" -C "$work" /policy.wasm 2>/dev/null # its names begin with a slash, and tar says so

if [ "${1:-}" = --write ]; then
    mkdir -p "$resources"
    cp "$work/policy.wasm" "$resources/ehds.wasm"
    cp "$work/ehds.digest" "$resources/ehds.digest"
    echo "policies: wrote $resources/ehds.wasm of $(cat "$work/ehds.digest")"
fi

"$opa" check --strict --schema ../docs/schemas/decision-input.schema.json rego/ehds rego/holder
"$opa" fmt --fail --list rego
"$opa" test --coverage --threshold 100 rego >"$work/tests" || { "$opa" test rego || true; tail -n 1 "$work/tests"; exit 1; }
if ! cmp -s "$work/ehds.digest" "$resources/ehds.digest" || ! cmp -s "$work/policy.wasm" "$resources/ehds.wasm"; then
    echo "policies: the compiled bundle is not that of its sources. Rebuild it with: policies/check.sh --write" >&2
    exit 1
fi
echo "policies: $("$opa" test rego | tail -n 1), coverage 100 %, bundle $(cat "$resources/ehds.digest")"
