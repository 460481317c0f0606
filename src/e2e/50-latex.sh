#!/usr/bin/env bash
# The report's tables compile in a minimal document.
. "$(dirname "$0")/lib.sh"

command -v pdflatex >/dev/null || skip 'pdflatex is not installed (Debian: texlive-latex-recommended texlive-science)'
tables=$base/reports/e2e/tables
ls "$tables"/*.tex >/dev/null 2>&1 || fail "no tables in $tables"
mkdir -p "$work/latex"
{
    printf '\\documentclass{article}\n\\usepackage[T1]{fontenc}\n\\usepackage[utf8]{inputenc}\n'
    printf '\\usepackage{booktabs}\n\\usepackage{siunitx}\n\\begin{document}\n'
    for table in "$tables"/*.tex; do
        printf '\\input{%s}\n\n' "$table"
    done
    printf '\\end{document}\n'
} >"$work/latex/all.tex"
(cd "$work/latex" && pdflatex -interaction=nonstopmode -halt-on-error all.tex) || fail 'pdflatex refuses the tables'
