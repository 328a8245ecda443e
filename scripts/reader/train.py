"""Fits the reader on examples.jsonl (see prepare.ts), from the pinned embedding model's weights.

python3 scripts/reader/train.py --examples examples.jsonl --model …/model_q4.onnx --out reader.pt --minutes 44
Cut at any time, the last checkpoint stands; the learning rate falls with what `--minutes` leaves.
"""
import argparse
import json
import os
import random
import time

import torch
from bert import load_pinned
from reword import Reworder

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--examples", required=True)
parser.add_argument("--model", required=True)
parser.add_argument("--out", required=True)
parser.add_argument("--minutes", type=float, required=True, help="time to fit in; the schedule is stretched over it")
parser.add_argument("--epochs", type=float, default=99, help="ends after so many rounds at the latest")
parser.add_argument("--from", dest="start", help="a checkpoint to go on from, instead of the embedding model's weights")
parser.add_argument("--questions", type=int, default=6, help="in a batch")
parser.add_argument("--negatives", type=int, default=3, help="passages without the answer for each question, of those prepared")
parser.add_argument("--near", type=float, default=0.5, help="share of the near misses, where there is one, that are read with the rest")
parser.add_argument("--reworded", type=float, default=0.5, help="share of the questions some of whose words are exchanged")
parser.add_argument("--vocabulary", default="models/reader/vocab.txt")
parser.add_argument("--together", type=float, default=0.5, help="weight of the loss over all passages of a question")
parser.add_argument("--rate", type=float, default=8e-5, help="greatest learning rate of the body; the head's is ten times that")
parser.add_argument("--dropout", type=float, default=0.1)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--threads", type=int, default=2)
args = parser.parse_args()

torch.manual_seed(args.seed)
draw = random.Random(args.seed)
torch.set_num_threads(args.threads)
questions = [json.loads(line) for line in open(args.examples)]
fitting = [each for each in questions if not each["dev"]]
held_out = [each for each in questions if each["dev"]]


def drawn(question):
    """
    The passage with the answer, some without, and now and then the near miss. In some questions, words are exchanged for
    others of like meaning: people ask in words of their own, and those who wrote these sets had the text before them.
    """
    passages = question["passages"]
    rest = draw.sample(passages[1:], min(args.negatives, len(passages) - 1))
    near = [question["near"]] if question.get("near") and draw.random() < args.near else []
    if draw.random() >= args.reworded:
        return [passages[0], *rest, *near]
    asked = passages[0]["ids"][: passages[0]["questionTokens"]]
    otherwise = reworder.tokens(asked)
    return [{**each, "ids": otherwise + each["ids"][len(asked) :]} for each in (passages[0], *rest)] + near


def tensors(batch):
    length = max(len(each["ids"]) for each in batch)
    ids, mask, types = (torch.zeros(len(batch), length, dtype=torch.long) for _ in range(3))
    gold = torch.zeros(2, len(batch), length, dtype=torch.bool)
    for row, each in enumerate(batch):
        count = len(each["ids"])
        ids[row, :count] = torch.tensor(each["ids"])
        mask[row, :count] = 1
        types[row, each["questionTokens"] : count] = 1
        for start, end in each["spans"] or [(0, 0)]:
            gold[0, row, start] = gold[1, row, end] = True
    return ids, mask, types, gold


def batches():
    """One round in batches of questions whose passages are of like length, in any order."""
    order = [drawn(each) for each in fitting]
    draw.shuffle(order)
    made = []
    for start in range(0, len(order), args.questions * 40):
        chunk = sorted(order[start : start + args.questions * 40], key=lambda each: max(len(one["ids"]) for one in each))
        made += [chunk[at : at + args.questions] for at in range(0, len(chunk), args.questions)]
    draw.shuffle(made)
    return made


def loss_of(reader, batch):
    ids, mask, types, gold = tensors([passage for question in batch for passage in question])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = reader(ids, mask, types, args.dropout)
    # Any of the gold answers is right: the likelihood of their starts, and of their ends, together.
    alone = -sum(x.log_softmax(-1).masked_fill(~y, -1e9).logsumexp(-1).mean() for x, y in zip(logits, gold)) / 2
    # A passage's evidence is the log odds of an answer in it; among a question's passages the one that has it should win.
    evidence = sum(x[:, 1:].logsumexp(-1) - x[:, 0] for x in logits) / 2
    together = -sum(each.log_softmax(0)[0] for each in evidence.split([len(question) for question in batch])) / len(batch)
    return alone + args.together * together


def best_span(starts, ends, sentence):
    return max(
        starts[at] + max(ends[at : min(at + 30, sentence[1])]) for at in range(*sentence)
    )


@torch.no_grad()
def measure(reader):
    """
    On held-out questions: right sentence first among the passages read, and AUROC of the best sentence's margin with the
    answer's passage among them against that without it.
    """
    reader.eval()
    right_first, having, without = 0, [], []
    for question in held_out:
        ids, mask, types, _ = tensors(question["passages"][:5])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            starts, ends = reader(ids, mask, types)
        found = []
        for number, (each, start, end) in enumerate(zip(question["passages"], starts.tolist(), ends.tolist())):
            for sentence in each["sentences"]:
                right = any(sentence[0] <= first < sentence[1] for first, _ in each["spans"])
                found.append((best_span(start, end, sentence) - start[0] - end[0], right, number))
        right_first += max(found)[1]
        having.append(max(found)[0])
        without.append(max([margin for margin, _, number in found if number > 0], default=-40))
    reader.train()
    both = torch.tensor(having)[:, None], torch.tensor(without)[None]
    return right_first / len(held_out), ((both[0] > both[1]).float().mean() + (both[0] == both[1]).float().mean() / 2).item()


reader = load_pinned(args.model)
asked = [each["passages"][0]["ids"][1 : each["passages"][0]["questionTokens"] - 1] for each in fitting]
reworder = Reworder(reader.words.weight, open(args.vocabulary).read().split("\n"), asked, draw)
if args.start:
    reader.load_state_dict(torch.load(args.start))
reader.words.weight.requires_grad_(False)
reader.train()
head = [each for name, each in reader.named_parameters() if name.startswith("head")]
decayed = [each for name, each in reader.named_parameters() if name.startswith("layers") and each.dim() > 1]
known = {id(each) for each in head + decayed}
rest = [each for each in reader.parameters() if id(each) not in known and each.requires_grad]
groups = [
    {"params": head, "lr": args.rate * 10, "weight_decay": 0.0},
    {"params": decayed, "lr": args.rate, "weight_decay": 0.01},
    {"params": rest, "lr": args.rate, "weight_decay": 0.0},
]
optimizer = torch.optim.AdamW(groups)
rates = [group["lr"] for group in optimizer.param_groups]


def save():
    torch.save(reader.state_dict(), args.out + ".partial")
    os.replace(args.out + ".partial", args.out)


def done_share():
    return max((time.time() - began) / (args.minutes * 60), step / (args.epochs * len(fitting) / args.questions))


began = saved = time.time()
step, running, epoch = 0, None, 0
print(f"{len(fitting)} to fit on, {len(held_out)} held out", flush=True)
while done_share() < 1:
    epoch += 1
    for batch in batches():
        share = done_share()
        if share >= 1:
            break
        scale = min(1, share / 0.05 + 0.02) * max(0.0, 1 - share)
        for group, rate in zip(optimizer.param_groups, rates):
            group["lr"] = rate * scale
        loss = loss_of(reader, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        step += 1
        running = loss.item() if running is None else 0.98 * running + 0.02 * loss.item()
        if step % 50 == 0:
            print(f"step {step} round {epoch} {share:.3f} loss {running:.3f} {(time.time() - began) / step:.3f} s/step", flush=True)
        if time.time() - saved > 300:
            save()
            print("held out: right first %.3f, AUROC %.3f" % measure(reader), flush=True)
            saved = time.time()
save()
print("held out: right first %.3f, AUROC %.3f" % measure(reader), f"after {step} steps", flush=True)
