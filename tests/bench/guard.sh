#!/usr/bin/env bash
# Guards the inner loop: how many instructions of the host three programs take in all, counted by callgrind, against the
# most that they may take. Counts do not depend on how busy a machine is; another compiler moves them a little, so the
# margin is generous. `tests/bench/guard.sh [EXE]` measures; a figure that went down for good is written down here.
set -euo pipefail
cd "$(dirname "$0")/../.."
exe=${1:-${CARGO_TARGET_DIR:-target}/release/undefer}

if [[ ! -x $exe ]]; then
  echo "there is no $exe: cargo build --release makes it" >&2
  exit 1
fi
if ! command -v valgrind >/dev/null; then
  echo 'valgrind is not installed: nothing is measured' >&2
  exit 0
fi

# Program, and millions of instructions when it was last measured.
figures='calls 184
loops 422
matrix 103'
margin=130 # per cent

status=0
while read -r program measured; do
  counted=$(valgrind --tool=callgrind --callgrind-out-file=/dev/null \
    "$exe" run "tests/bench/programs/$program.zig" 2>&1 | sed -n 's/.*Collected : //p')
  found=$((counted / 1000000))
  limit=$((measured * margin / 100))
  printf '%-8s %6d million instructions, measured %d, at most %d\n' "$program" "$found" "$measured" "$limit"
  ((found <= limit)) || status=1
done <<<"$figures"
((status == 0)) || echo 'the inner loop takes more than it may: see src/vm/run.rs' >&2
exit $status
