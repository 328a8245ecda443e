"""Readers in plain torch: a BERT-like body and a span head. One class for the small one (MiniLM) and the large one (MPNet)."""
import json
import math

import torch
from torch import nn
from torch.nn import functional as F

SMALL = {"layers": 6, "width": 384, "inner": 1536, "heads": 12, "eps": 1e-12, "buckets": 0}
LARGE = {"layers": 10, "width": 768, "inner": 3072, "heads": 12, "eps": 1e-5, "buckets": 32}
WINDOW, WORDS = 192, 30522


class Layer(nn.Module):
    def __init__(self, width, inner, heads, eps):
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.o = (nn.Linear(width, width) for _ in range(4))
        self.fc1, self.fc2 = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=eps), nn.LayerNorm(width, eps=eps)

    def forward(self, x, bias, dropout):
        batch, length, width = x.shape
        q, k, v = (f(x).view(batch, length, self.heads, -1).transpose(1, 2) for f in (self.q, self.k, self.v))
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias).transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + F.dropout(self.o(mixed), dropout, self.training))
        return self.norm2(x + F.dropout(self.fc2(F.gelu(self.fc1(x))), dropout, self.training))


def buckets_of(length, count=32, farthest=128):
    """Bucket of each relative position, length × length (Raffel et al. 2020, as MPNet uses it)."""
    at = torch.arange(length)
    away = at[:, None] - at[None]
    half, exact = count // 2, count // 4
    far = exact + (torch.log(away.abs().clamp(min=1).float() / exact) / math.log(farthest / exact) * (half - exact)).long()
    return (away < 0).long() * half + torch.where(away.abs() < exact, away.abs(), far.clamp(max=half - 1))


class Reader(nn.Module):
    """
    Logits of where an answer starts and ends, batch × tokens each. Those of the first token mean "no answer here".
    """

    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        width = shape["width"]
        self.words, self.positions, self.types = nn.Embedding(WORDS, width), nn.Embedding(WINDOW, width), nn.Embedding(2, width)
        self.norm = nn.LayerNorm(width, eps=shape["eps"])
        self.layers = nn.ModuleList(Layer(width, shape["inner"], shape["heads"], shape["eps"]) for _ in range(shape["layers"]))
        self.relative = nn.Embedding(shape["buckets"], shape["heads"]) if shape["buckets"] else None
        self.head = nn.Linear(width, 2)

    def body(self, ids, mask, types, dropout=0.0):
        x = self.words(ids) + self.positions(torch.arange(ids.shape[1])) + self.types(types)
        x = F.dropout(self.norm(x), dropout, self.training)
        bias = ((1.0 - mask[:, None, None, :].float()) * -1e4).expand(-1, self.shape["heads"], ids.shape[1], -1)
        if self.relative is not None:
            bias = bias + self.relative(buckets_of(ids.shape[1])).permute(2, 0, 1)[None]
        for layer in self.layers:
            x = layer(x, bias, dropout)
        return x

    def forward(self, ids, mask, types, dropout=0.0):
        logits = self.head(self.body(ids, mask, types, dropout)).masked_fill(mask[..., None] == 0, -1e4)
        return logits[..., 0], logits[..., 1]


def evidence_of(starts, ends):
    """How much the best words outweigh "no answer here", in log odds: one number a row."""
    return sum(x[:, 1:].logsumexp(-1) - x[:, 0] for x in (starts, ends)) / 2


BERT = {
    "norm": "embeddings.LayerNorm", "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "o": "attention.output.dense", "norm1": "attention.output.LayerNorm", "fc1": "intermediate.dense", "fc2": "output.dense",
    "norm2": "output.LayerNorm",
}
MPNET = BERT | {
    "q": "attention.attn.q", "k": "attention.attn.k", "v": "attention.attn.v", "o": "attention.attn.o",
    "norm1": "attention.LayerNorm",
}


def from_hub(shape, folder, vocabulary):
    """A reader whose body is that of a checkpoint in the hub's form; its head is untrained. Rows of words follow `vocabulary`."""
    from safetensors.torch import load_file

    given = load_file(f"{folder}/model.safetensors")
    reader = Reader(shape)
    mpnet = shape["buckets"] > 0
    names = MPNET if mpnet else BERT
    state = {f"norm.{part}": given[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias")}
    words = given["embeddings.word_embeddings.weight"]
    if mpnet:
        theirs = {word: at for at, word in enumerate(open(f"{folder}/vocab.txt").read().split("\n"))}
        renamed = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"}
        words = words[[theirs[renamed.get(word, word)] for word in vocabulary]]
        state["relative.weight"] = given["encoder.relative_attention_bias.weight"]
        state["types.weight"] = torch.zeros(2, shape["width"])
    else:
        state["types.weight"] = given["embeddings.token_type_embeddings.weight"]
    state["words.weight"] = words[: len(vocabulary)]
    first = 2 if mpnet else 0
    state["positions.weight"] = given["embeddings.position_embeddings.weight"][first : first + WINDOW]
    for number in range(shape["layers"]):
        for ours in ("q", "k", "v", "o", "norm1", "fc1", "fc2", "norm2"):
            for part in ("weight", "bias"):
                state[f"layers.{number}.{ours}.{part}"] = given[f"encoder.layer.{number}.{names[ours]}.{part}"]
    nn.init.normal_(reader.head.weight, std=0.02)
    nn.init.zeros_(reader.head.bias)
    missing = reader.load_state_dict(state, strict=False)
    assert set(missing.missing_keys) <= {"head.weight", "head.bias"} and not missing.unexpected_keys, missing
    return reader


def from_shipped(path):
    """The shipped small reader, read back from its ONNX file: packed × scales."""
    import onnx
    from onnx import numpy_helper

    tensors = {each.name: numpy_helper.to_array(each) for each in onnx.load(path).graph.initializer}
    reader = Reader(SMALL)
    state = {}
    for name, _ in reader.named_parameters():
        base = name.removesuffix(".weight")
        if name == "words.weight":
            value = tensors["words.packed"].astype("float32") * tensors["words.scales"]
        elif f"{base}.packed" in tensors:
            value = (tensors[f"{base}.packed"].astype("float32") * tensors[f"{base}.scales"]).T
        else:
            value = tensors[name].T if name == "head.weight" else tensors[name]
        state[name] = torch.tensor(value.copy())
    reader.load_state_dict(state)
    return reader
