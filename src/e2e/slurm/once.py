#!/usr/bin/env python3
"""Proves from events.jsonl and result.json that every run of a home has its result, and none was trained to its end twice.
Shares no code with the program.

    once.py HOME RUNS    prints what happened to the attempts; exit code 1 and every offence if there are any
"""

import collections
import json
import pathlib
import sys


def events(file):
    if not file.exists():
        return
    for line in file.read_text(encoding="utf-8").splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            pass  # torn by a kill


def main(home, runs):
    wrong, reasons = [], collections.Counter()
    folders = sorted(pathlib.Path(home, "runs").glob("[0-9a-f]" * 16))
    if len(folders) != runs:
        wrong.append(f"{len(folders)} run folders, expected {runs}")
    for folder in folders:
        result = folder / "result.json"
        if not result.exists():
            wrong.append(f"{folder.name} has no result")
            continue
        winner = json.loads(result.read_text(encoding="utf-8"))
        states = [e["data"] for e in events(folder / "events.jsonl") if e["type"] == "state"]
        succeeded = [s["attempt"] for s in states if s["state"] == "SUCCEEDED"]
        if succeeded != [winner["attempt"]]:
            wrong.append(f"{folder.name} succeeded in attempts {succeeded}, its result is of {winner['attempt']}")
        ended = sorted(
            int(attempt.name)
            for attempt in (folder / "attempts").iterdir()
            if attempt.name.isdigit() and any(e["type"] == "end" for e in events(attempt / "events.jsonl"))
        )
        if ended != [winner["attempt"]]:
            wrong.append(f"{folder.name} was trained to its end in attempts {ended}")
        for state in states:
            if "reason" in state:
                reasons[state["reason"]] += 1
    for reason, count in sorted(reasons.items()):
        print(f"{count} x {reason}")
    for text in wrong:
        print("offence:", text)
    print(f"{len(folders)} runs, {len(wrong)} offences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
