#!/usr/bin/env bash
# A report made again, in another time zone and language, is the same to the byte.
. "$(dirname "$0")/lib.sh"

# made NAME OPTIONS: with these options of the JVM, in the time zone and language that the environment names
made() {
    rm -rf "$base/reports"
    SDDE_JAVA_OPTIONS=$2 exits 0 sweep report e2e --home "$base"
    report_sum "$base" >"$work/$1.report"
}

# again NAME OPTIONS: the same, and equal to the one made here; earlier stages may have added verifications to the base's
again() {
    made "$1" "$2"
    equal "reports here and with $1" "$work/here.report" "$work/$1.report"
}

made here ''
again again ''
TZ=Pacific/Chatham LC_ALL=tr_TR.UTF-8 again chatham '-Duser.timezone=Pacific/Chatham -Duser.language=tr -Duser.country=TR'
TZ=America/St_Johns LC_ALL=de_DE again german '-Duser.timezone=America/St_Johns -Duser.language=de -Duser.country=DE -Dfile.encoding=ISO-8859-1'
TZ=Asia/Kathmandu LC_ALL=C again arabic '-Duser.timezone=Asia/Kathmandu -Duser.language=ar -Duser.country=EG'
