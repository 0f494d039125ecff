#!/usr/bin/env python3
"""manifest.py OUT -- join the MTAs' manifests into OUT/MANIFEST.tsv and print
a table of what was produced."""
import glob
import os
import sys

out = sys.argv[1]
COLUMNS = ("file mta case recipients stage scripted_code scripted_enhanced scripted_text "
           "expected_kind observed_kind actions_or_note").split()
KINDS = ["bounce", "delay", "success", "auto-reply", "challenge", "mdn", "plain", "other"]
rows = []
for path in sorted(glob.glob(out + "/*/manifest.tsv")):
    with open(path, encoding="utf-8") as f:
        rows += [line.rstrip("\n").split("\t") for line in f]
with open(out + "/MANIFEST.tsv", "w", encoding="utf-8") as f:
    print(*COLUMNS, sep="\t", file=f)
    for r in rows:
        print(*r, sep="\t", file=f)
print("%-12s %6s" % ("mta", "cases"), *("%10s" % k for k in KINDS), "%6s" % "files")
for mta in sorted({r[1] for r in rows}):
    mine = [r for r in rows if r[1] == mta]
    files = [r for r in mine if r[0] != "-"]
    print("%-12s %6d" % (mta, len({r[2] for r in mine})),
          *("%10d" % sum(r[9] == k for r in files) for k in KINDS), "%6d" % len(files))
print("total files:", sum(r[0] != "-" for r in rows), "-> %s/MANIFEST.tsv" % out)
