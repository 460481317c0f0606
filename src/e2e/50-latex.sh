#!/usr/bin/env bash
# The report's tables compile: each in a minimal document with booktabs alone, all of them in the report's own.
. "$(dirname "$0")/lib.sh"

kpsewhich siunitx.sty >/dev/null 2>&1 || skip 'pdflatex with siunitx is not installed (Debian: texlive-latex-recommended texlive-science)'
tables=$base/reports/e2e/tables
[ -s "$tables/all.tex" ] || fail "no tables in $tables"

# compiled FILE: pdflatex accepts it
compiled() {
    (cd "$work/latex" && pdflatex -interaction=nonstopmode -halt-on-error "$1") >"$work/latex/out" 2>&1 || {
        tail -n 30 "$work/latex/out"
        fail "pdflatex refuses $1"
    }
}

mkdir -p "$work/latex"
cp "$tables"/*.tex "$work/latex/"
{
    printf '\\documentclass{article}\n\\usepackage{booktabs}\n\\begin{document}\n'
    for table in "$tables"/*.tex; do
        name=$(basename "$table" .tex)
        [ "$name" = all ] || printf '\\input{%s}\n\\clearpage\n' "$name"
    done
    printf '\\end{document}\n'
} >"$work/latex/minimal.tex"
compiled minimal.tex
compiled all.tex
echo "$(ls "$tables" | wc -l | tr -d ' ') files"
