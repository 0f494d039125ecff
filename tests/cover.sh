#!/bin/sh
# cover.sh FOLDER - which share of each file's lines the tests have run (make cover)
set -eu

find "$1" -name '*.gcda' ! -path '*/tests/*' -exec gcov --no-output {} + 2>/dev/null |
    awk -F"['% :]+" '
        /^File / { file = $2 }
        /^Lines executed/ && file ~ /^[a-z]+\/[a-z]+\.c$/ {
            percent = $3; lines = $5
            printf "%6.1f %%  %5d lines  %s\n", percent, lines, file
            run += percent * lines; all += lines; file = ""
        }
        END { printf "%6.1f %%  %5d lines  all\n", run / all, all }' | sort -n
