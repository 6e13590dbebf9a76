#!/bin/bash
# Runs the measurement that `./dev bench` has built. Arguments: see bench_driver --help.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
exec build/release/bench_driver "$@"
