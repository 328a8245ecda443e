"""BERT with a span head in plain torch, its weights read from the pinned embedding model's ONNX file."""
import numpy
import onnx
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn import functional as F

LAYERS, HEADS, WIDTH, INNER = 6, 12, 384, 1536


def dropped(x, share):
    """Dropout with one draw for all rows of a batch, as drawing is slow on a CPU."""
    if share == 0:
        return x
    kept = torch.bernoulli(torch.full(x.shape[1:], 1 - share)) / (1 - share)
    return x * kept.to(x.dtype)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.fc1, self.fc2 = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x, mask, dropout):
        batch, length, _ = x.shape
        q, k, v = (f(x).view(batch, length, HEADS, -1).transpose(1, 2) for f in (self.q, self.k, self.v))
        # Autocast would widen the softmax to 32 bits, which costs more than all else here together.
        with torch.autocast("cpu", enabled=False):
            scores = q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5 + mask.to(q.dtype)
            mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + dropped(self.o(mixed), dropout))
        return self.norm2(x + dropped(self.fc2(F.gelu(self.fc1(x))), dropout))


class Reader(nn.Module):
    """Logits of where an answer starts and ends; those of the first token stand for "no answer here"."""

    def __init__(self):
        super().__init__()
        self.words, self.positions = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.types = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.head = nn.Linear(WIDTH, 2)

    def forward(self, ids, mask, types, dropout=0.0):
        x = self.words(ids) + self.positions(torch.arange(ids.shape[1])) + self.types(types)
        x = dropped(self.norm(x), dropout)
        bias = (1.0 - mask[:, None, None, :].float()) * -1e4
        for layer in self.layers:
            x = layer(x, bias, dropout)
        logits = self.head(x).float().masked_fill(mask[..., None] == 0, -1e4)
        return logits[..., 0], logits[..., 1]


def load_pinned(path):
    """A reader whose body is the pinned model's, dequantized: (nibble - 8) * scale in blocks of 32, low nibble first."""
    tensors = {each.name: numpy_helper.to_array(each) for each in onnx.load(path).graph.initializer}

    def dequantized(name):
        packed = tensors[f"{name}.MatMul.weight_Q4"]
        nibbles = numpy.stack([packed & 15, packed >> 4], axis=-1).reshape(packed.shape[0], -1, 32)
        scales = tensors[f"{name}.MatMul.weight_scales"].reshape(packed.shape[0], -1, 1)
        return ((nibbles.astype(numpy.float32) - 8) * scales).reshape(packed.shape[0], -1)

    state = {}

    def norm(name, source):
        state[f"{name}.weight"] = tensors[f"{source}_layernorm.weight"]
        state[f"{name}.bias"] = tensors[f"{source}_layernorm.bias"]

    for name, source in (("words", "word"), ("positions", "position"), ("types", "token_type")):
        found = [each for each in tensors if each.endswith(f".embeddings.{source}_embeddings.weight")]
        state[f"{name}.weight"] = tensors[found[0]]
    norm("norm", "model.layers.-1.embeddings_norm")
    for number in range(LAYERS):
        source = f"model.layers.{number}"
        places = {each: f"attn.{each}_proj" for each in "qkvo"} | {each: f"mlp.{each}" for each in ("fc1", "fc2")}
        for ours, theirs in places.items():
            state[f"layers.{number}.{ours}.weight"] = dequantized(f"{source}.{theirs}")
            state[f"layers.{number}.{ours}.bias"] = tensors[f"{source}.{theirs}.Add.bias"]
        norm(f"layers.{number}.norm1", f"{source}.attention_output_norm")
        norm(f"layers.{number}.norm2", f"{source}.mlp_output_norm")
    reader = Reader()
    nn.init.normal_(reader.head.weight, std=0.02)
    missing = reader.load_state_dict({name: torch.tensor(each) for name, each in state.items()}, strict=False)
    assert sorted(missing.missing_keys) == ["head.bias", "head.weight"] and not missing.unexpected_keys, missing
    return reader
