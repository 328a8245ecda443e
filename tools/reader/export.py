"""Writes a fitted model as a folder: an ONNX graph, its configuration, its vocabulary and the checksums that are pinned.

python3 tools/reader/export.py --model small --weights weights.pt --out models/reader
python3 tools/reader/export.py --model embedder --weights weights.pt --hub EMBEDDER --out models/embedder

Word vectors are held in 8 bits, a scale each; a large reader's in a file of their own. A reader's matrices are multiplied in whole
numbers (DynamicQuantizeMatMul), which took a third of the time of MatMulNBits in 8 or 4 bits. Positions beyond the model's window
are left out.
"""
import argparse
import hashlib
import json
import os
import shutil

import numpy
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from readers import LARGE, SMALL, WINDOW, buckets_of

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--model", choices=["small", "large", "embedder"], required=True)
parser.add_argument("--weights", required=True)
parser.add_argument("--out", required=True)
parser.add_argument("--vocabulary", default="models/reader/vocab.txt")
parser.add_argument("--hub", help="the embedder's checkpoint in the hub's form: its tokenizer, and positions beyond those fitted")
args = parser.parse_args()
weights = {name: each.float().numpy() for name, each in torch.load(args.weights, map_location="cpu").items()}
shape = dict(LARGE if args.model == "large" else SMALL)
if args.model == "embedder":
    from safetensors.torch import load_file

    WINDOW = 256
    given = load_file(f"{args.hub}/model.safetensors")["embeddings.position_embeddings.weight"].float().numpy()
    weights["positions.weight"] = numpy.concatenate([weights["positions.weight"], given[len(weights["positions.weight"]) : WINDOW]])
shape["layers"] = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
HEADS, EPS = shape["heads"], shape["eps"]
nodes, constants = [], []


def constant(name, value):
    constants.append(numpy_helper.from_array(numpy.array(value, order="C"), name))
    return name


def node(kind, inputs, output, domain="", **attributes):
    nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
    return output


def matmul(x, name, output):
    """
    Weights in 8 bits, a scale for each output. A reader multiplies in whole numbers, in 7 bits, as 8 would overflow the sums of
    processors without VNNI. Scales of activations depend on all texts of a batch, so the embedder, whose vectors must not,
    multiplies in floats: ONNX Runtime unpacks its weights once, when it loads them.
    """
    weight = weights[f"{name}.weight"].T
    levels = 127 if args.model == "embedder" else 63
    scales = numpy.abs(weight).max(0) / levels
    packed = constant(f"{name}.packed", numpy.round(weight / scales).astype(numpy.int8))
    scales = constant(f"{name}.scales", scales.astype(numpy.float32))
    bias = constant(f"{name}.bias", weights[f"{name}.bias"])
    if args.model != "embedder":
        return node("DynamicQuantizeMatMul", [x, packed, scales, "", bias], output, "com.microsoft")
    whole = node("Mul", [node("Cast", [packed], f"{name}.cast", to=TensorProto.FLOAT), scales], f"{name}.unpacked")
    return node("Add", [node("MatMul", [x, whole], f"{name}.product"), bias], output)


def norm(x, name, output):
    given = [x, constant(f"{name}.weight", weights[f"{name}.weight"]), constant(f"{name}.bias", weights[f"{name}.bias"])]
    return node("LayerNormalization", given, output, axis=-1, epsilon=EPS)


def embeddings():
    scales = numpy.abs(weights["words.weight"]).max(1, keepdims=True) / 127
    scales[scales == 0] = 1
    table = constant("words.packed", numpy.round(weights["words.weight"] / scales).astype(numpy.int8))
    packed = node("Gather", [table, "input_ids"], "words.rows")
    scale = node("Gather", [constant("words.scales", scales.astype(numpy.float32)), "input_ids"], "words.scale")
    words = node("Mul", [node("Cast", [packed], "words.cast", to=TensorProto.FLOAT), scale], "words")
    types = node("Gather", [constant("types.weight", weights["types.weight"]), "token_type_ids"], "types")
    shape = node("Shape", ["input_ids"], "positions.length", start=1, end=2)
    zero = constant("zero", numpy.array([0], dtype=numpy.int64))
    positions = node(
        "Slice", [constant("positions.weight", weights["positions.weight"][:WINDOW]), zero, shape, zero], "positions"
    )
    return norm(node("Add", [node("Add", [words, positions], "words+positions"), types], "embedded"), "norm", "x")


def attention_bias():
    """0 where a token may be looked at, far below 0 at padding, plus what its distance adds; batch × heads × tokens × tokens."""
    mask = node("Cast", ["attention_mask"], "mask.cast", to=TensorProto.FLOAT)
    far = node("Mul", [node("Sub", [constant("one", numpy.float32(1)), mask], "mask.off"), constant("far", numpy.float32(-1e4))], "mask.far")
    rows = node("Unsqueeze", [far, constant("axes", numpy.array([1, 2], dtype=numpy.int64))], "mask.rows")
    if "relative.weight" in weights:
        table = weights["relative.weight"][buckets_of(WINDOW).numpy()].transpose(2, 0, 1)[None]
        ends = node("Concat", ["positions.length", "positions.length"], "distances.ends", axis=0)
        begins = constant("distances.begins", numpy.array([0, 0], dtype=numpy.int64))
        given = [constant("distances.all", table.astype(numpy.float32)), begins, ends, constant("distances.axes", numpy.array([2, 3], dtype=numpy.int64))]
        return node("Add", [rows, node("Slice", given, "distances")], "mask.bias")
    batch = node("Shape", ["input_ids"], "mask.batch", start=0, end=1)
    heads = constant("heads", numpy.array([HEADS], dtype=numpy.int64))
    return node("Expand", [rows, node("Concat", [batch, heads, "positions.length", "positions.length"], "mask.shape", axis=0)], "mask.bias")


x = embeddings()
bias = attention_bias()
for number in range(shape["layers"]):
    layer = f"layers.{number}"
    q, k, v = (matmul(x, f"{layer}.{each}", f"{layer}.{each}") for each in "qkv")
    mixed = node(
        "MultiHeadAttention", [q, k, v, "", "", bias], f"{layer}.mixed", "com.microsoft", num_heads=HEADS
    )
    x = norm(node("Add", [x, matmul(mixed, f"{layer}.o", f"{layer}.o")], f"{layer}.sum1"), f"{layer}.norm1", f"{layer}.x1")
    inner = node("Gelu", [matmul(x, f"{layer}.fc1", f"{layer}.fc1")], f"{layer}.gelu")
    x = norm(node("Add", [x, matmul(inner, f"{layer}.fc2", f"{layer}.fc2")], f"{layer}.sum2"), f"{layer}.norm2", f"{layer}.x2")
axes = ["batch", "tokens"]
inputs = [helper.make_tensor_value_info(each, TensorProto.INT64, axes) for each in ("input_ids", "attention_mask", "token_type_ids")]
if args.model == "embedder":
    node("Identity", [x], "last_hidden_state")
    outputs = [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, [*axes, shape["width"]])]
else:
    head = node("MatMul", [x, constant("head.weight", weights["head.weight"].T)], "head.product")
    head = node("Add", [head, constant("head.bias", weights["head.bias"])], "logits")
    for at, name in enumerate(("start_logits", "end_logits")):
        node("Gather", [head, constant(f"{name}.at", numpy.int64(at))], name, axis=2)
    outputs = [helper.make_tensor_value_info(each, TensorProto.FLOAT, axes) for each in ("start_logits", "end_logits")]
opsets = [helper.make_opsetid("", 21), helper.make_opsetid("com.microsoft", 1)]
model = helper.make_model(
    helper.make_graph(nodes, "reader", inputs, outputs, constants), opset_imports=opsets, ir_version=10
)
shutil.rmtree(f"{args.out}/onnx", ignore_errors=True)
os.makedirs(f"{args.out}/onnx")
paths = ["config.json", "vocab.txt", "onnx/model_quantized.onnx"]
if args.model == "large":
    for each in model.graph.initializer:
        if each.name == "words.packed":
            onnx.external_data_helper.set_external_data(each, location="model_quantized.onnx_data")
    paths.append("onnx/model_quantized.onnx_data")
onnx.save(model, f"{args.out}/onnx/model_quantized.onnx")
if args.model == "embedder":
    paths = ["config.json", "tokenizer.json", "tokenizer_config.json", "onnx/model_quantized.onnx"]
    for path, changed in (("tokenizer.json", {"truncation": None, "padding": None}), ("tokenizer_config.json", {"model_max_length": WINDOW})):
        settings = json.load(open(f"{args.hub}/{path}")) | changed
        with open(f"{args.out}/{path}", "w") as file:
            file.write(json.dumps(settings, ensure_ascii=False) + "\n")
elif os.path.abspath(args.vocabulary) != os.path.abspath(f"{args.out}/vocab.txt"):
    shutil.copy(args.vocabulary, f"{args.out}/vocab.txt")
config = {
    "model_type": "bert",
    "hidden_size": shape["width"],
    "intermediate_size": shape["inner"],
    "num_hidden_layers": shape["layers"],
    "num_attention_heads": HEADS,
    "max_position_embeddings": WINDOW,
    "vocab_size": len(weights["words.weight"]),
}
if args.model == "large":
    config["transformers.js_config"] = {"use_external_data_format": {"model_quantized.onnx": 1}}
with open(f"{args.out}/config.json", "w") as file:
    file.write(json.dumps(config, indent=2) + "\n")
files = []
for path in paths:
    content = open(f"{args.out}/{path}", "rb").read()
    files.append({"path": path, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()})
lock = "embedder" if args.model == "embedder" else "reader"
with open(f"{args.out}/{lock}.lock.json", "w") as file:
    file.write(json.dumps({"files": files}, indent=2) + "\n")
print(f"{sum(each['size'] for each in files) / 1e6:.1f} MB")
