"""
Fits a reader on rows.json (see data.py).
python3 train.py --reader small --out small --minutes 25
Saves a checkpoint every five minutes and goes on from it when started again. The learning rate follows the clock.
"""
import argparse
import json
import os
import random
import re
import time

import torch
from readers import LARGE, SMALL, Reader, evidence_of, from_hub, from_shipped
from rows import asked_as, row_of, tensors
from tokenizers import BertWordPieceTokenizer
from torch.nn import functional as F

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--reader", choices=["small", "large"], required=True)
parser.add_argument("--start", required=True, help="an ONNX file of a small reader, the weights of a fitting, or a folder in the hub's form")
parser.add_argument("--rows", required=True)
parser.add_argument("--held-out", required=True)
parser.add_argument("--out", required=True)
parser.add_argument("--minutes", type=float, required=True)
parser.add_argument("--rate", type=float, required=True)
parser.add_argument("--batch", type=int, default=16, help="rows, about")
parser.add_argument("--layers", type=int)
parser.add_argument("--together", type=float, default=0.5, help="weight of the loss over pairs")
parser.add_argument("--frozen", type=int, default=0, help="lowest layers that are kept as they are, which saves time")
parser.add_argument("--public", type=float, default=0.5)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--vocabulary", default="models/reader/vocab.txt")
args = parser.parse_args()
draw = random.Random(args.seed)
torch.manual_seed(args.seed)
torch.set_num_threads(2)
vocabulary = open(args.vocabulary).read().rstrip("\n").split("\n")
tokenizer = BertWordPieceTokenizer(args.vocabulary)
given = json.load(open(args.rows))
passages = given["passages"]
twists = {}
for each in given["asked"]:
    if each["of"]:
        twists.setdefault(each["of"], []).append(each)


def groups():
    """One round: lists of (row, role), roles being answers, other, twist."""
    made = []
    for each in given["asked"]:
        own = passages[each["target"]]["source"].startswith("own")
        share = 1.0 if own and each["kind"] != "plain" else 0.6 if own else args.public
        if each["of"] or draw.random() > share:
            continue
        target = passages[each["target"]]
        title = "" if draw.random() < 0.5 else target["title"]
        asked = asked_as(draw, each["question"])
        if each["positive"] is None:
            made.append([(row_of(tokenizer, asked, target, [], title=title), "other")])
            continue
        row = row_of(tokenizer, asked, target, each["spans"], each["kind"] == "presence", title)
        if row["cut"]:
            continue
        group = [(row, "answers")]
        if each["negatives"] and draw.random() < (0.5 if own else 0.7):
            other = passages[draw.choice(each["negatives"][: 4 if draw.random() < 0.6 else 8])]
            group.append((row_of(tokenizer, asked, other, [], title="" if title == "" else other["title"]), "other"))
        for twist in twists.get(each["id"], []):
            group.append((row_of(tokenizer, asked_as(draw, twist["question"]), target, [], title=title), "twist"))
        made.append(group)
    draw.shuffle(made)
    return made


def batches():
    order = groups()
    made = []
    for start in range(0, len(order), 400):
        chunk = sorted(order[start : start + 400], key=lambda g: max(len(r["ids"]) for r, _ in g))
        batch, count = [], 0
        for group in chunk:
            batch.append(group)
            count += len(group)
            if count >= args.batch:
                made.append(batch)
                batch, count = [], 0
        if batch:
            made.append(batch)
    draw.shuffle(made)
    return made


def loss_of(reader, batch):
    rows = [row for group in batch for row, _ in group]
    ids, mask, types, gold = tensors(rows)
    logits = reader(ids, mask, types, 0.1)
    evidence = evidence_of(*logits)
    presence = torch.tensor([row["presence"] for row in rows])
    alone = -sum(x.log_softmax(-1).masked_fill(~y, -1e9).logsumexp(-1) for x, y in zip(logits, gold)) / 2
    alone = torch.where(presence, F.softplus(-evidence), alone).mean()
    together = []
    at = 0
    for group in batch:
        roles = [role for _, role in group]
        if roles[0] == "answers":
            for number, role in enumerate(roles[1:], 1):
                together.append(F.softplus(evidence[at + number] - evidence[at]))
        at += len(group)
    return alone + (args.together * torch.stack(together).sum() / len(batch) if together else 0.0)


def held_out_rows():
    from data import passages_of, holding, Contexts

    rows = []
    contexts = Contexts()
    pick = random.Random(7)
    for article in json.load(open(args.held_out))["data"]:
        for paragraph in article["paragraphs"]:
            numbers = contexts.add(paragraph["context"], article["title"], "own")
            words = lambda n: set(re.findall(r"\w+", contexts.rows[n]["text"].lower()))
            for qa in paragraph["qas"]:
                answers = [(a["answer_start"], a["answer_start"] + len(a["text"])) for a in qa["answers"]]
                number, spans = holding(contexts, numbers, answers)
                asked = set(re.findall(r"\w+", qa["question"].lower()))
                if number is None:
                    number = max(numbers, key=lambda n: len(words(n) & asked))
                if answers and not spans:
                    continue
                rows.append((qa["kind"], row_of(tokenizer, re.sub(r"[\s?.!]+$", "", qa["question"]), contexts.rows[number], spans, title="")))
    pick.shuffle(rows)
    return rows[: 500 if args.reader == "small" else 350]


@torch.inference_mode()
def measure(reader):
    reader.eval()
    scores, right = {}, []
    rows = sorted(held, key=lambda each: len(each[1]["ids"]))
    for first in range(0, len(rows), 16):
        batch = rows[first : first + 16]
        ids, mask, types, gold = tensors([row for _, row in batch])
        starts, ends = reader(ids, mask, types)
        evidence = evidence_of(starts, ends)
        for at, (kind, row) in enumerate(batch):
            scores.setdefault(kind, []).append(evidence[at].item())
            if row["gold"]:
                begins = starts[at, 1:].argmax().item() + 1
                right.append(any(s - 1 <= begins <= e for s, e in row["gold"]))
    reader.train()
    able = torch.tensor(scores["answerable"] + scores["plain"])
    told = []
    everything = []
    for kind in ("near-miss", "twist", "far"):
        against = torch.tensor(scores[kind])
        everything += scores[kind]
        told.append(f"{kind} {(able[:, None] > against[None]).float().mean():.3f}")
    against = torch.tensor(everything)
    return f"words {sum(right) / len(right):.3f} AUROC {(able[:, None] > against[None]).float().mean():.3f} " + " ".join(told)


held = held_out_rows()
shape = SMALL if args.reader == "small" else LARGE | ({"layers": args.layers} if args.layers else {})
state_file = f"{args.out}/state.pt"
os.makedirs(args.out, exist_ok=True)
if args.start.endswith(".onnx"):
    reader = from_shipped(args.start)
elif args.start.endswith(".pt"):
    reader = Reader(shape)
    reader.load_state_dict(torch.load(args.start))
else:
    reader = from_hub(shape, args.start, vocabulary)
reader.words.weight.requires_grad_(False)
if args.frozen:
    for each in (reader.positions, reader.types, reader.norm, reader.relative, *reader.layers[: args.frozen]):
        if each is not None:
            each.requires_grad_(False)
reader.train()
head = list(reader.head.parameters())
decayed = [p for n, p in reader.named_parameters() if n.startswith("layers") and p.dim() > 1 and p.requires_grad]
known = {id(p) for p in head + decayed}
rest = [p for p in reader.parameters() if id(p) not in known and p.requires_grad]
head_rate = args.rate * (10 if args.reader == "large" else 3)
optimizer = torch.optim.AdamW(
    [{"params": head, "lr": head_rate, "weight_decay": 0.0}, {"params": decayed, "lr": args.rate, "weight_decay": 0.01},
     {"params": rest, "lr": args.rate, "weight_decay": 0.0}], fused=True)
rates = [group["lr"] for group in optimizer.param_groups]
step, spent, count = 0, 0.0, 0
if os.path.exists(state_file):
    state = torch.load(state_file)
    reader.load_state_dict(state["reader"])
    optimizer.load_state_dict(state["optimizer"])
    step, spent, count = state["step"], state["seconds"], state["rows"]
    draw.seed(args.seed + step)


def save(whole):
    state = {"reader": reader.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "rows": count,
             "seconds": spent}
    torch.save(state, state_file + ".partial")
    os.replace(state_file + ".partial", state_file)
    if whole:
        torch.save(reader.state_dict(), f"{args.out}/weights.pt")


def share():
    # The minutes may be changed by writing them to a file while this runs.
    minutes = float(open(f"{args.out}/minutes").read()) if os.path.exists(f"{args.out}/minutes") else args.minutes
    return spent / (minutes * 60)


began = saved = measured = time.time()
running = None
first = step
print(len(held), "held-out rows;", measure(reader) if args.reader == "small" else "", flush=True)
began = saved = measured = time.time()
round_number = 0
while share() < 1:
    round_number += 1
    for batch in batches():
        if share() >= 1:
            break
        scale = min(1, (step + 1) / 60) * max(0.02, 1 - share())
        for group, rate in zip(optimizer.param_groups, rates):
            group["lr"] = rate * scale
        started = time.time()
        loss = loss_of(reader, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        # A step that took very long was paused meanwhile: its time isn't the fitting's.
        spent += min(time.time() - started, 30)
        step += 1
        count += sum(len(group) for group in batch)
        running = loss.item() if running is None else 0.97 * running + 0.03 * loss.item()
        if step % 25 == 0:
            print(f"step {step} rows {count} share {share():.3f} loss {running:.3f} {(time.time() - began) / (step - first):.3f} s/step", flush=True)
        if time.time() - saved > 300:
            save(False)
            saved = time.time()
        if time.time() - measured > 600:
            print("held out:", measure(reader), flush=True)
            measured = time.time()
    print("round over", round_number, flush=True)
save(True)
print("held out:", measure(reader), f"after {step} steps, {count} rows", flush=True)
