"""Writes the phrases of an FAQ folder and labelled questions as JSON, for the other engines."""

import json
import re
import sys
import tomllib
from pathlib import Path


def entry(path):
    """The title and phrases of one entry, each with the entry's id."""
    front = re.split(r"^\+\+\+\s*$", path.read_text(encoding="utf-8"), maxsplit=2, flags=re.M)[1]
    data = tomllib.loads(front)
    return [[phrase, path.stem] for phrase in [data["judul"], *data["tanya"]]]


def questions(path):
    """Question, expected id (None: out of scope) and other acceptable ids."""
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line.strip():
            question, expected, *rest = line.split("\t")
            also = re.split(r"[ ,]+", rest[0].strip()) if rest else []
            yield [question, None if expected.strip() == "-" else expected.strip(), [id for id in also if id]]


def main(faq, phrases_out, questions_in, questions_out):
    folder = Path(faq)
    entries = sorted(path for path in folder.glob("*/*.md") if not path.name.startswith("_"))
    phrases = [row for path in entries for row in entry(path)]
    outside = tomllib.loads((folder / "_di-luar.toml").read_text(encoding="utf-8"))["kelompok"]
    phrases += [[phrase, None] for group in outside for phrase in group["tanya"]]
    Path(phrases_out).write_text(json.dumps(phrases))
    Path(questions_out).write_text(json.dumps(list(questions(questions_in))))


main(*sys.argv[1:])
