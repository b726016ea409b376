"""Measures Netral's own report, RapidFuzz and a scikit-learn linear SVM, a table row for each."""

import json
import sys
import time

from rapidfuzz import fuzz, process, utils
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_union
from sklearn.svm import LinearSVC

ROW = "{:<34}{:>8}{:>8}{:>12}{:>11}{:>11}"


def row(name, top_1, top_3, train_ms, p50_us, p99_us):
    print(ROW.format(name, f"{top_1:.3f}", f"{top_3:.3f}", f"{train_ms:.0f}", f"{p50_us:.0f}", f"{p99_us:.0f}"), flush=True)


def measure(name, train_ms, rank, questions):
    """Asks every question alone and prints a row; `rank` returns ids, best first."""
    taken, first, three, many = [], 0, 0, 0
    for question, expected, also in questions:
        begin = time.perf_counter()
        ids = rank(question)
        taken.append((time.perf_counter() - begin) * 1e6)
        if expected is not None:
            right = {expected, *also}
            many += 1
            first += bool(ids[:1]) and ids[0] in right
            three += bool(right & set(ids[:3]))
    taken.sort()
    last = len(taken) - 1
    row(name, first / many, three / many, train_ms, taken[last // 2], taken[last * 99 // 100])


def distinct(ids):
    return list(dict.fromkeys(id for id in ids if id is not None))


def with_fuzzy(scorer, phrases):
    texts = [utils.default_process(phrase) for phrase, _ in phrases]

    def rank(question):
        hits = process.extract(utils.default_process(question), texts, scorer=scorer, limit=60)
        return distinct(phrases[place][1] for _, _, place in hits)

    return rank


def with_svm(phrases):
    features = make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"(?u)\b\w+\b"),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
    )
    model = LinearSVC(C=0.5)
    model.fit(features.fit_transform([phrase for phrase, _ in phrases]), [id or "-" for _, id in phrases])

    def rank(question):
        scores = model.decision_function(features.transform([question]))[0]
        return [id for id in model.classes_[scores.argsort()[::-1]] if id != "-"]

    return rank


def main(phrases_file, questions_file, netral_file):
    phrases, questions = json.load(open(phrases_file)), json.load(open(questions_file))
    inside = sum(expected is not None for _, expected, _ in questions)
    print(f"{len(phrases)} phrases, {len(questions)} questions, {inside} of them in scope; one core\n")
    print(ROW.format("engine", "top-1", "top-3", "train ms", "p50 µs", "p99 µs"))
    netral = json.load(open(netral_file))
    latency = netral["latency"]
    row("Netral", netral["top_1"]["value"], netral["top_3"]["value"], netral["train_ms"], latency["p50_us"], latency["p99_us"])
    begin = time.perf_counter()
    svm = with_svm(phrases)
    measure("scikit-learn linear SVM", (time.perf_counter() - begin) * 1000, svm, questions)
    for name, scorer in [("token_set_ratio", fuzz.token_set_ratio), ("token_sort_ratio", fuzz.token_sort_ratio)]:
        measure(f"RapidFuzz {name}", 0, with_fuzzy(scorer, phrases), questions)


main(*sys.argv[1:])
