#!/usr/bin/env python3
"""Proves from the events.jsonl of a home that no slot was ever given to two attempts at a time. Shares no code with the program.

    leases.py HOME    prints the number of leases; exit code 1 and every overlap if there are any
"""

import json
import pathlib
import sys

OVER = {"SUCCEEDED", "DIVERGED", "FAILED", "CANCELLED"}


def states(folder):
    for line in (folder / "events.jsonl").read_text(encoding="utf-8").splitlines():
        try:
            event = json.loads(line)
        except ValueError:
            continue  # torn by a kill
        if event.get("type") == "state":
            yield event["time"], event["data"]


def leases(home):
    """(slot, from, until, who) of every attempt; until is None if its end was never written."""
    for folder in sorted(pathlib.Path(home, "runs").glob("[0-9a-f]" * 16)):
        if not (folder / "events.jsonl").exists():
            continue
        began, ended = {}, {}
        for time, data in states(folder):
            attempt = data.get("attempt")
            if data["state"] == "LEASED":
                if attempt in began:
                    yield None, time, time, f"{folder.name} attempt {attempt} was leased twice"
                began[attempt] = (data["slot"], time)
            elif data["state"] in OVER and attempt in began:
                ended[attempt] = max(time, ended.get(attempt, time))
        for attempt, (slot, time) in began.items():
            yield slot, time, ended.get(attempt), f"{folder.name} attempt {attempt}"


def main(home):
    by_slot, wrong, count = {}, [], 0
    for slot, start, end, who in leases(home):
        count += 1
        if slot is None:
            wrong.append(who)
        else:
            by_slot.setdefault(slot, []).append((start, end, who))
    for slot, spans in sorted(by_slot.items()):
        spans.sort(key=lambda span: (span[0], span[1] if span[1] is not None else float("inf")))
        for (start, end, who), (later, _, other) in zip(spans, spans[1:]):
            if end is None or later < end:
                wrong.append(f"{slot}: {who} ({start} to {end}) and {other} (from {later})")
    for text in wrong:
        print("overlap:", text)
    print(f"{count} leases on {len(by_slot)} slots, {len(wrong)} overlaps")
    return 1 if wrong or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
