"""Fits the embedding model on questions and the passages that answer them, beginning from all-MiniLM-L6-v2.

nice python3 tools/reader/embed.py --start EMBEDDER --rows fit/rows.json --out fit/embedder --minutes 32

The loss is multiple negatives ranking (Henderson et al. 2017): the answering passage before all others of the batch and before one that
is near but does not answer, and each passage's own question before the batch's others. Half of the passages are given as the one sentence
that answers, because the index holds vectors of both. Word vectors stay as they are.
"""
import argparse
import json
import os
import random
import re
import time

import torch
from readers import SMALL, from_hub
from rows import CLS, SEP, asked_as
from tokenizers import BertWordPieceTokenizer
from torch.nn import functional as F

# Longest question and passage in tokens, as fitted; and what cosines are multiplied by.
QUESTION, PASSAGE, SCALE = 40, 160, 20

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--start", required=True, help="all-MiniLM-L6-v2 in the hub's form")
parser.add_argument("--rows", default="fit/rows.json")
parser.add_argument("--out", default="fit/embedder")
parser.add_argument("--minutes", type=float, default=32)
parser.add_argument("--rate", type=float, default=4e-5)
parser.add_argument("--batch", type=int, default=32)
parser.add_argument("--public", type=float, default=0.3, help="share of the public questions that is used in a round")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--vocabulary", default="models/reader/vocab.txt")
args = parser.parse_args()
draw = random.Random(args.seed)
torch.manual_seed(args.seed)
tokenizer = BertWordPieceTokenizer(args.vocabulary)
given = json.load(open(args.rows))
passages = given["passages"]


def vectors(model, texts, limit, dropout=0.1):
    """Unit vectors of texts: the mean of their tokens' vectors."""
    rows = [[CLS, *tokenizer.encode(text, add_special_tokens=False).ids[: limit - 2], SEP] for text in texts]
    ids, mask = (torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long) for _ in range(2))
    for at, row in enumerate(rows):
        ids[at, : len(row)] = torch.tensor(row)
        mask[at, : len(row)] = 1
    tokens = model.body(ids, mask, torch.zeros_like(ids), dropout)
    weight = mask[..., None].float()
    return F.normalize((tokens * weight).sum(1) / weight.sum(1), dim=-1)


def sentence_of(text, span):
    """The sentence around an answer."""
    start, end = span
    left = max(text.rfind(". ", 0, start), text.rfind("\n", 0, start)) + 1
    right = min([at for at in (text.find(". ", end), text.find("\n", end)) if at >= 0] or [len(text)])
    return text[left : right + 1].strip()


def pair_of(each):
    """The text that answers a question, and one that does not: both passages, or a sentence of each."""
    right = passages[each["positive"]]["text"]
    wrong = passages[draw.choice(each["negatives"][:8])]["text"] if each["negatives"] else right
    if draw.random() < 0.5:
        return right, wrong
    parts = [part for part in re.split(r"(?<=[.!?])\s+|\n", wrong) if len(part) > 20]
    return sentence_of(right, each["spans"][0]), draw.choice(parts) if parts else wrong


def one_round():
    """Questions with an answer, in random order: all in own words, half of those in the text's words, some public ones."""
    made = []
    for each in given["asked"]:
        if each["of"] or each["positive"] is None or not each["spans"]:
            continue
        own = passages[each["target"]]["source"].startswith("own")
        if draw.random() < (args.public if not own else 0.5 if each["kind"] == "plain" else 1):
            made.append(each)
    draw.shuffle(made)
    return made


vocabulary = open(args.vocabulary).read().rstrip("\n").split("\n")
model = from_hub(SMALL, args.start, vocabulary)
model.words.weight.requires_grad_(False)
model.train()
fitted = [each for name, each in model.named_parameters() if each.requires_grad and not name.startswith("head")]
optimizer = torch.optim.AdamW(fitted, lr=args.rate, weight_decay=0.01)
os.makedirs(args.out, exist_ok=True)
spent, step, whole = 0.0, 0, args.minutes * 60
while spent < whole:
    order = one_round()
    for first in range(0, len(order) - args.batch, args.batch):
        if spent >= whole:
            break
        started = time.time()
        for group in optimizer.param_groups:
            group["lr"] = args.rate * min(1, (step + 1) / 60) * max(0.02, 1 - spent / whole)
        batch = order[first : first + args.batch]
        asked = [asked_as(draw, each["question"]) if draw.random() < 0.7 else each["question"] for each in batch]
        right, wrong = zip(*map(pair_of, batch))
        scores = SCALE * vectors(model, asked, QUESTION) @ vectors(model, [*right, *wrong], PASSAGE).T
        # The passage of another question of the batch may be the same one.
        same = [[one is not other and one["positive"] == other["positive"] for other in batch] for one in batch]
        scores[:, : len(batch)] = scores[:, : len(batch)].masked_fill(torch.tensor(same), -1e4)
        target = torch.arange(len(batch))
        loss = F.cross_entropy(scores, target) + 0.5 * F.cross_entropy(scores[:, : len(batch)].T, target)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(fitted, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        # A pause of the whole process does not count.
        spent += min(time.time() - started, 30)
        step += 1
        if step % 25 == 0:
            print(f"step {step}, {spent / 60:.1f} of {args.minutes:.0f} minutes, loss {loss.item():.3f}", flush=True)
        if step % 100 == 0:
            torch.save(model.state_dict(), f"{args.out}/weights.pt")
torch.save(model.state_dict(), f"{args.out}/weights.pt")
