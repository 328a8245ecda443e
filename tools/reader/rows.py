"""One row of a fitting: a question as people type it and a passage, as the numbers that a reader sees."""
import re

import torch
from readers import WINDOW

CLS, SEP = 101, 102
SHORT = {"you": "u", "people": "ppl", "please": "pls", "because": "cuz", "through": "thru", "are": "r", "before": "b4", "without": "w/o",
         "thanks": "thx", "your": "ur", "really": "rly", "something": "sth", "about": "abt", "going to": "gonna", "want to": "wanna"}


def misspelt(draw, word):
    at = draw.randrange(len(word) - 1)
    kind = draw.random()
    if kind < 0.35:
        return word[:at] + word[at + 1 :]
    if kind < 0.65:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind < 0.85:
        return word[:at] + word[at] + word[at:]
    return word[:at] + draw.choice("aeioust") + word[at + 1 :]


def asked_as(draw, question):
    """As people type it: never with the mark at the end, sometimes misspelt; the same for every kind of question."""
    question = re.sub(r"[\s?.!]+$", "", question)
    if draw.random() < 0.25:
        question = question.replace("'", "").replace("’", "")
    if draw.random() < 0.15:
        question = re.sub(r"[a-z]+", lambda m: SHORT.get(m.group(), m.group()) if draw.random() < 0.6 else m.group(), question)
    if draw.random() < 0.25:
        words = question.split(" ")
        for _ in range(draw.choice((1, 1, 2))):
            at = draw.randrange(len(words))
            if len(words[at]) > 3 and words[at].isalpha():
                words[at] = misspelt(draw, words[at])
        question = " ".join(words)
    return question


def row_of(tokenizer, question, passage, spans, presence=False, title=None):
    asked = tokenizer.encode(question, add_special_tokens=False).ids[:32]
    named = passage["title"] if title is None else title
    head = [CLS, *asked, SEP]
    before = [*tokenizer.encode(named, add_special_tokens=False).ids[:24], 1024] if named else []
    made = tokenizer.encode(passage["text"], add_special_tokens=False)
    room = WINDOW - len(head) - len(before) - 1
    first = len(head) + len(before)
    gold = []
    for start, end in spans:
        inside = [at for at, (s, e) in enumerate(made.offsets[:room]) if s < end and e > start]
        if inside:
            gold.append((first + inside[0], first + inside[-1]))
    return {"ids": [*head, *before, *made.ids[:room], SEP], "question": len(head), "gold": gold, "presence": presence,
            "cut": bool(spans) and not gold}


def tensors(rows):
    length = max(len(each["ids"]) for each in rows)
    ids, mask, types = (torch.zeros(len(rows), length, dtype=torch.long) for _ in range(3))
    gold = torch.zeros(2, len(rows), length, dtype=torch.bool)
    for at, each in enumerate(rows):
        count = len(each["ids"])
        ids[at, :count] = torch.tensor(each["ids"])
        mask[at, :count] = 1
        types[at, each["question"] : count] = 1
        for start, end in each["gold"] or [(0, 0)]:
            gold[0, at, start] = gold[1, at, end] = True
    return ids, mask, types, gold
