"""The model as a graph that onnxruntime computes: written once from the weights, and kept beside other caches.

The matrices stay in their blocks of four bits (the operator MatMulNBits reads just such blocks), so nothing is rounded
again, and the file has 13 MB instead of 85. The graph takes embedded pieces and gives the mean of the last layer.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from fachwerk.search.weights import BLOCK, Weights, nibbles_of, scales_of

if TYPE_CHECKING:
    import onnx

FORMAT = 1  # of the graph that is written here; a cached graph of another one is written anew
_OPSET, _IR = 20, 10
_FAR = 1e9  # what is added to a score that must not count


def graph_of(weights: Weights, sha256: str, cache: Path | None = None) -> bytes:
    """Give the graph: from the cache if it is there and whole, or else made and kept there.

    The cache's file begins with the fingerprint of the graph behind it; a damaged one is made anew. A directory that
    cannot be written only costs the third of a second that making takes.
    """
    path = (cache_folder() if cache is None else cache) / f"e5-{sha256[:16]}-{FORMAT}.onnx"
    kept = _kept(path)
    if kept is not None:
        return kept
    made = made_of(weights).SerializeToString()
    _keep(path, made)
    return bytes(made)


def cache_folder() -> Path:
    """Give the folder for what can be made again, as XDG has it."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "fachwerk"


def _kept(path: Path) -> bytes | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    seal, graph = content[:32], content[32:]
    return graph if hashlib.sha256(graph).digest() == seal else None


def _keep(path: Path, graph: bytes) -> None:
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(hashlib.sha256(graph).digest() + graph)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()


def made_of(weights: Weights) -> onnx.ModelProto:
    """Write the graph: inputs `embedded` (texts, pieces, width) and `mask` (texts, pieces), output `mean`."""
    import onnx

    parts = _Parts(weights)
    found = parts.normal("embedded", "emb.ln", "layer 0")
    parts.penalty()
    for layer in range(weights.measures.layers):
        found = parts.layer(found, f"l{layer}")
    parts.mean(found)
    wide = weights.measures.width
    single, make = onnx.TensorProto.FLOAT, onnx.helper
    graph = make.make_graph(
        parts.nodes,
        "e5",
        [
            make.make_tensor_value_info("embedded", single, ["texts", "pieces", wide]),
            make.make_tensor_value_info("mask", single, ["texts", "pieces"]),
        ],
        [make.make_tensor_value_info("mean", single, ["texts", wide])],
        parts.constants,
    )
    opsets = [make.make_opsetid("", _OPSET), make.make_opsetid("com.microsoft", 1)]
    return make.make_model(graph, opset_imports=opsets, ir_version=_IR)


class _Parts:
    """The graph's nodes and constants while it is written; each method gives the name of what it computes."""

    def __init__(self, weights: Weights) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self._weights, measures = weights, weights.measures
        self._wide, self._inner = measures.width, measures.inner
        each = self._wide // measures.heads
        self._constant("heads", np.array([0, 0, measures.heads, each], np.int64))
        self._constant("joined", np.array([0, 0, self._wide], np.int64))
        self._constant("scale", np.array(each**-0.5, np.float32))

    def layer(self, given: str, name: str) -> str:
        """Attention and the net behind it, each with its shortcut."""
        said = self._attention(given, name)
        seen = self.normal(self._node("Add", [given, said], f"{name} beside"), f"{name}.aln", f"{name} seen")
        wide = self._linear(seen, f"{name}.fi", self._wide, self._inner)
        back = self._linear(self._node("Gelu", [wide], f"{name} bent"), f"{name}.fo", self._inner, self._wide)
        return self.normal(self._node("Add", [seen, back], f"{name} after"), f"{name}.oln", f"{name} out")

    def _attention(self, given: str, name: str) -> str:
        orders = {"q": [0, 2, 1, 3], "k": [0, 2, 3, 1], "v": [0, 2, 1, 3]}
        asked, keys, values = (
            self._node(
                "Transpose",
                [
                    self._node(
                        "Reshape",
                        [self._linear(given, f"{name}.{one}", self._wide, self._wide), "heads"],
                        f"{name} {one} heads",
                    )
                ],
                f"{name} {one}",
                perm=order,
            )
            for one, order in orders.items()
        )
        scaled = self._node("Mul", [self._node("MatMul", [asked, keys], f"{name} raw"), "scale"], f"{name} scaled")
        shares = self._node(
            "Softmax", [self._node("Add", [scaled, "penalty"], f"{name} masked")], f"{name} shares", axis=-1
        )
        mixed = self._node("MatMul", [shares, values], f"{name} mixed")
        turned = self._node("Transpose", [mixed], f"{name} turned", perm=[0, 2, 1, 3])
        return self._linear(
            self._node("Reshape", [turned, "joined"], f"{name} joined"), f"{name}.ao", self._wide, self._wide
        )

    def penalty(self) -> None:
        """What attention adds for pieces that only fill up: nothing for a piece, minus a lot for none."""
        self._constant("one", np.array(1, np.float32))
        self._constant("far", np.array(_FAR, np.float32))
        self._constant("axes", np.array([1, 2], np.int64))
        lacking = self._node("Sub", ["mask", "one"], "lacking")
        self._node("Mul", [self._node("Unsqueeze", [lacking, "axes"], "lacking wide"), "far"], "penalty")

    def mean(self, given: str) -> None:
        """The mean over a text's pieces."""
        self._constant("last", np.array([2], np.int64))
        self._constant("pieces", np.array([1], np.int64))
        mask = self._node("Unsqueeze", ["mask", "last"], "mask wide")
        total = self._node("ReduceSum", [self._node("Mul", [given, mask], "kept"), "pieces"], "total", keepdims=0)
        count = self._node("ReduceSum", [mask, "pieces"], "count", keepdims=0)
        self._node("Div", [total, count], "mean")

    def normal(self, given: str, name: str, out: str) -> str:
        """Layer normalisation."""
        scale, shift = (self._constant(f"{name}.{part}", self._weights.vector(f"{name}.{part}")) for part in "wb")
        epsilon = self._weights.measures.epsilon
        return self._node("LayerNormalization", [given, scale, shift], out, axis=-1, epsilon=epsilon)

    def _linear(self, given: str, name: str, taken: int, put: int) -> str:
        blocks = self._weights.blocks(f"{name}.w", put)
        halves = nibbles_of(blocks)
        packed = halves[:, :, 0::2] | (halves[:, :, 1::2] << 4)  # MatMulNBits wants neighbours in one byte
        weights = self._constant(f"{name}.w", packed)
        scales = self._constant(f"{name}.scales", scales_of(blocks).reshape(-1))
        product = self._node(
            "MatMulNBits",
            [given, weights, scales],
            f"{name} product",
            "com.microsoft",
            K=taken,
            N=put,
            bits=4,
            block_size=BLOCK,
        )
        return self._node(
            "Add", [product, self._constant(f"{name}.b", self._weights.vector(f"{name}.b"))], f"{name} out"
        )

    def _constant(self, name: str, value: np.ndarray[Any, Any]) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def _node(self, operator: str, given: list[str], out: str, domain: str = "", **said: Any) -> str:
        from onnx import helper

        self.nodes.append(helper.make_node(operator, given, [out], domain=domain, **said))
        return out
