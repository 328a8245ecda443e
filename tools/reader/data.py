"""
Rows to fit readers on. A group is one question's rows: the passage that answers first (if any does), then passages that do not,
and beside it a twist: a question with one thing exchanged, asked of the same passage, which does not answer it.
"""
import argparse
import gzip
import json
import os
import random
import re

import numpy
import torch
from tokenizers import BertWordPieceTokenizer

OWN = ["docs", "civic", "knowledge", "hobby", "news", "reports", "community", "products", "lore"]
PASSAGE = 600
# Examples taken of each public source; most of them were written with the text in view, which the own-words sets outweigh.
PUBLIC = {
    "nq-open": 2600, "qed": 330, "multispanqa": 600, "clapnq": 590, "squad1-train-part": 2500, "fairytaleqa": 1200,
    "policyqa": 900, "selqa": 1200, "covid-qa": 300, "molweni": 150, "quoref-contrast": 500, "integreat-en": 450,
    "timeqa-human": 1800, "qamr": 300, "epqa": 500, "boolq": 1500, "nq-complex": 800, "medquad": 400,
}
SENTENCE = re.compile(r"""(?<=[.!?])["”’')\]]*\s+(?=["“‘'(\[]?[A-Z0-9])|\n+""")


def sentences_of(text):
    at, spans = 0, []
    for found in SENTENCE.finditer(text):
        if found.start() > at:
            spans.append((at, found.end()))
        at = found.end()
    if at < len(text):
        spans.append((at, len(text)))
    return spans


def passages_of(text):
    """Consecutive sentences of up to 600 characters, as the index has them; spans of the text."""
    made = []
    for start, end in sentences_of(text):
        if made and end - made[-1][0] <= PASSAGE:
            made[-1] = (made[-1][0], end)
        else:
            made.append((start, end))
    return made


class Contexts:
    """Passages of all texts, each once, with the text it is of."""

    def __init__(self):
        self.rows, self.of_text = [], {}

    def add(self, text, title, source):
        if (key := (source, text)) not in self.of_text:
            numbers = []
            for start, end in passages_of(text):
                numbers.append(len(self.rows))
                self.rows.append({"text": text[start:end].rstrip(), "at": start, "title": title, "source": source})
            self.of_text[key] = numbers
        return self.of_text[key]


def holding(contexts, numbers, answers):
    """The passage that holds most answers whole, and their spans in it."""
    best = (None, [])
    for number in numbers:
        row = contexts.rows[number]
        spans = [(s - row["at"], e - row["at"]) for s, e in answers if s >= row["at"] and e <= row["at"] + len(row["text"])]
        if len(spans) > len(best[1]):
            best = (number, spans)
    return best


def read_own(folder, contexts, held_out):
    """Questions of the own-words sets. Every eighth article is kept for what is fitted on the readers' scores."""
    kept, asked = [], []
    for name in OWN:
        data = json.load(open(f"{folder}/train/own-{name}.json"))["data"]
        for at, article in enumerate(data):
            if at % 8 == 7:
                kept.append(article)
                if not held_out:
                    continue
            elif held_out:
                continue
            for paragraph in article["paragraphs"]:
                numbers = contexts.add(paragraph["context"], article["title"], f"own-{name}")
                for qa in paragraph["qas"]:
                    answers = [(a["answer_start"], a["answer_start"] + len(a["text"])) for a in qa["answers"]]
                    number, spans = holding(contexts, numbers, answers)
                    if answers and number is None:
                        continue
                    asked.append({"id": qa["id"], "question": qa["question"], "kind": qa["kind"], "of": qa.get("of"),
                                  "numbers": numbers, "positive": number, "spans": spans, "said": [a["text"] for a in qa["answers"]]})
    return asked, kept


def read_public(folder, contexts, draw):
    asked = []
    by_source = {}
    for file in ("train", "pairs"):
        for line in gzip.open(f"{folder}/train/{file}.jsonl.gz", "rt"):
            each = json.loads(line)
            by_source.setdefault(each["source"], []).append(each)
    for source, count in PUBLIC.items():
        for each in draw.sample(by_source[source], min(count, len(by_source[source]))):
            numbers = contexts.add(each["context"], each.get("title") or "", source)
            answers = [(a["start"], a["start"] + len(a["text"])) for a in each.get("answers", [])]
            presence = "answers" not in each
            number, spans = holding(contexts, numbers, answers)
            if answers and number is None:
                continue
            asked.append({"id": each["id"], "question": each["question"], "kind": "presence" if presence else "plain" if answers else "near-miss",
                          "of": None, "numbers": numbers, "positive": number, "spans": spans, "said": [a["text"] for a in each.get("answers", [])]})
    for name, count in (("reddit", 1500), ("amazon", 1000)):
        data = json.load(open(f"{folder}/squadshifts-{name}.json"))["data"]
        paragraphs = [each for article in data for each in article["paragraphs"]]
        qas = [(p, qa) for at, p in enumerate(paragraphs) if at % 33 for qa in p["qas"]]
        for paragraph, qa in draw.sample(qas, count):
            numbers = contexts.add(paragraph["context"], "", name)
            answers = [(a["answer_start"], a["answer_start"] + len(a["text"])) for a in qa["answers"]]
            number, spans = holding(contexts, numbers, answers)
            if number is not None:
                asked.append({"id": qa["id"], "question": qa["question"], "kind": "plain", "of": None, "numbers": numbers,
                              "positive": number, "spans": spans, "said": [a["text"] for a in qa["answers"]]})
    return asked


def held_out_plain(folder):
    """The Reddit set with all its paragraphs, but only the questions of every 33rd, which no reader sees."""
    data = json.load(open(f"{folder}/squadshifts-reddit.json"))
    paragraphs = [each for article in data["data"] for each in article["paragraphs"]]
    for at, each in enumerate(paragraphs):
        if at % 33:
            each["qas"] = []
    return data


def vectors_of(texts, tokenizer, encoder):
    """Unit vectors of all-MiniLM-L6-v2, mean-pooled."""
    ids = [[101, *tokenizer.encode(text, add_special_tokens=False).ids[:125], 102] for text in texts]
    order = sorted(range(len(ids)), key=lambda at: len(ids[at]))
    made = numpy.zeros((len(ids), 384), dtype=numpy.float32)
    with torch.inference_mode():
        for first in range(0, len(order), 48):
            batch = order[first : first + 48]
            length = max(len(ids[at]) for at in batch)
            given = torch.tensor([ids[at] + [0] * (length - len(ids[at])) for at in batch])
            mask = torch.tensor([[1] * len(ids[at]) + [0] * (length - len(ids[at])) for at in batch])
            states = encoder.body(given, mask, torch.zeros_like(given)) * mask[..., None]
            pooled = states.sum(1) / mask.sum(1, keepdim=True)
            made[batch] = torch.nn.functional.normalize(pooled, dim=1).numpy()
    return made


if __name__ == "__main__":
    from readers import SMALL, from_hub

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", required=True)
    parser.add_argument("--embedder", required=True, help="folder of all-MiniLM-L6-v2 in the hub's form")
    parser.add_argument("--vocabulary", default="models/reader/vocab.txt")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    draw = random.Random(1)
    vocabulary = open(args.vocabulary).read().rstrip("\n").split("\n")
    tokenizer = BertWordPieceTokenizer(args.vocabulary)
    contexts = Contexts()
    own, kept = read_own(args.sets, contexts, False)
    asked = own + read_public(args.sets, contexts, draw)
    print(len(contexts.rows), "passages", len(asked), "questions", flush=True)
    encoder = from_hub(SMALL, args.embedder, vocabulary).eval()
    passages = vectors_of([each["text"] for each in contexts.rows], tokenizer, encoder)
    questions = vectors_of([each["question"] for each in asked], tokenizer, encoder)
    sources = numpy.array([each["source"].startswith("own") for each in contexts.rows])
    families = numpy.array([each["source"] for each in contexts.rows])
    of_id = {each["id"]: each for each in asked}
    for each, vector in zip(asked, questions):
        near = passages @ vector
        first = contexts.rows[each["numbers"][0]]
        same = sources if first["source"].startswith("own") else families == first["source"]
        if each["positive"] is None:
            # Unanswered: the passage of its text that is nearest, or the one its original is answered by.
            original = of_id.get(each["of"])
            target = original["positive"] if original and original["positive"] is not None else max(each["numbers"], key=lambda n: near[n])
        else:
            target = each["positive"]
        said = [s.lower() for s in each["said"]]
        negatives = []
        for number in numpy.argsort(-(near * same - ~same * 9.0))[:40]:
            text = contexts.rows[number]["text"].lower()
            if number != target and not any(s in text for s in said):
                negatives.append(int(number))
            if len(negatives) == 8:
                break
        each["target"], each["negatives"] = target, negatives
        del each["numbers"], each["said"]
    json.dump({"passages": contexts.rows, "asked": asked}, open(f"{args.out}/rows.json", "w"))
    json.dump({"version": "v2.0", "data": kept}, open(f"{args.out}/held-out.json", "w"))
    json.dump(held_out_plain(args.sets), open(f"{args.out}/held-out-plain.json", "w"))
    print("written", flush=True)
