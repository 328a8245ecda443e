"""
Exchanges words of questions for others of like meaning: near neighbours among the embedding model's own word vectors. The
questions of the fitting sets were written with the text in view; people ask in words of their own.

python3 scripts/reader/reword.py --model …/model_q4.onnx --out FOLDER squadshifts-reddit.json squadshifts-amazon.json
writes each set again, its questions reworded, for `npm run fit-ranking` to fit on beside the sets themselves.
"""
import argparse
import json
import os
import random
import re
from collections import Counter

import torch

# How often a word is exchanged, among how many neighbours, and how near (cosine) these have to be.
SHARE, NEIGHBOURS, NEAREST = 0.4, 8, 0.4
# Words in fewer questions are mostly names, which have to stay; the most frequent ones are grammar.
RAREST, GRAMMAR = 15, 80


class Reworder:
    """`questions` holds each question's words as numbers of the vocabulary, which `vectors` has a row for each of."""

    def __init__(self, vectors, vocabulary, questions, draw):
        self.draw = draw
        self.pieces = {number for number, word in enumerate(vocabulary) if word.startswith("##")}
        counts = Counter(token for each in questions for token in set(each))
        grammar = {token for token, _ in counts.most_common(GRAMMAR)}
        unit = torch.nn.functional.normalize(vectors.detach(), dim=1)
        words = [number for number, word in enumerate(vocabulary) if word.isalpha() and len(word) > 2]
        self.near = {}
        for token, count in counts.items():
            if count < RAREST or token in grammar or not vocabulary[token].isalpha():
                continue
            found = (unit[words] @ unit[token]).topk(NEIGHBOURS + 1)
            self.near[token] = [
                (words[at], near)
                for at, near in zip(found.indices.tolist(), found.values.tolist())
                if near >= NEAREST and words[at] != token
            ]

    def tokens(self, tokens):
        """As many tokens, some of the whole words among them exchanged."""
        following = [*tokens[1:], 0]
        return [token if next_ in self.pieces else self.word(token) for token, next_ in zip(tokens, following)]

    def word(self, token):
        near = self.near.get(token)
        if not near or self.draw.random() >= SHARE:
            return token
        return self.draw.choices([word for word, _ in near], [weight for _, weight in near])[0]


def main():
    from bert import load_pinned

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True)
    parser.add_argument("--vocabulary", default="models/reader/vocab.txt")
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("sets", nargs="+")
    args = parser.parse_args()
    vocabulary = open(args.vocabulary).read().split("\n")
    numbers = {word: number for number, word in enumerate(vocabulary)}
    vectors = load_pinned(args.model).words.weight
    os.makedirs(args.out, exist_ok=True)
    for file in args.sets:
        content = json.load(open(file))
        asked = [qa for group in content["data"] for each in group["paragraphs"] for qa in each["qas"]]
        split = [[numbers[word] for word in re.findall(r"[a-z]+", qa["question"].lower()) if word in numbers] for qa in asked]
        reworder = Reworder(vectors, vocabulary, split, random.Random(args.seed))

        def exchanged(found):
            word = found.group()
            # A capital inside a question is a name's.
            token = numbers.get(word) if word.islower() or found.start() == 0 else None
            return word if token is None else vocabulary[reworder.word(token)]

        for qa in asked:
            qa["question"] = re.sub(r"[A-Za-z]+", exchanged, qa["question"])
        name = os.path.basename(file).replace(".json", "-reworded.json")
        json.dump(content, open(os.path.join(args.out, name), "w"))


if __name__ == "__main__":
    main()
