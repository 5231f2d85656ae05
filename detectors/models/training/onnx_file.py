"""Writes a small feed-forward network as an ONNX file, without the onnx package.

An .onnx file is one protocol-buffers message (onnx.proto3 of the ONNX project, Apache-2.0). A message is a run of fields: a key (field number << 3 | wire type), then
a varint (wire type 0) or a length and so many bytes (wire type 2). Only the fields that are needed are written; their numbers are those of onnx.proto3.
"""

import numpy as np

FLOAT = 1  # TensorProto.DataType
IR_VERSION = 8
OPSET = 13


def varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def number(field, value):
    return varint(field << 3) + varint(value)


def blob(field, value):
    data = value.encode() if isinstance(value, str) else value
    return varint(field << 3 | 2) + varint(len(data)) + data


def tensor(name, array):
    """TensorProto: dims = 1, data_type = 2, name = 8, raw_data = 9 (little-endian)."""
    dims = b"".join(number(1, size) for size in array.shape)
    return dims + number(2, FLOAT) + blob(8, name) + blob(9, np.ascontiguousarray(array, "<f4").tobytes())


def node(op, inputs, output):
    """NodeProto: input = 1, output = 2, op_type = 4."""
    return b"".join(blob(1, name) for name in inputs) + blob(2, output) + blob(4, op)


def clip_bounds(limit):
    return [("least", np.float32(-limit).reshape(())), ("most", np.float32(limit).reshape(()))]


def value_info(name, width):
    """ValueInfoProto: name = 1, type = 2; its tensor type: elem_type = 1, shape = 2; a dimension is a number (1) or a name (2)."""
    shape = blob(1, blob(2, "n")) + blob(1, number(1, width))
    return blob(1, name) + blob(2, blob(1, number(1, FLOAT) + blob(2, shape)))


def write_network(path, mean, scale, limit, layers):
    """rows [n, features] -> clip((rows - mean) * scale) -> Gemm, Relu, ... , Gemm -> quantiles [n, outputs]. `layers`: (weights [in, out], bias [out])."""
    tensors = [("mean", mean), ("scale", scale), *clip_bounds(limit)]
    nodes = [
        node("Sub", ["rows", "mean"], "centred"),
        node("Mul", ["centred", "scale"], "scaled"),
        node("Clip", ["scaled", "least", "most"], "layer0"),
    ]
    for index, (weights, bias) in enumerate(layers):
        tensors += [(f"weights{index}", weights), (f"bias{index}", bias)]
        last = index == len(layers) - 1
        output = "quantiles" if last else f"sum{index}"
        nodes.append(node("Gemm", [f"layer{index}", f"weights{index}", f"bias{index}"], output))
        if not last:
            nodes.append(node("Relu", [output], f"layer{index + 1}"))
    # GraphProto: node = 1, name = 2, initializer = 5, input = 11, output = 12.
    graph = b"".join(blob(1, each) for each in nodes) + blob(2, "quantiles")
    graph += b"".join(blob(5, tensor(name, array)) for name, array in tensors)
    graph += blob(11, value_info("rows", mean.size)) + blob(12, value_info("quantiles", layers[-1][1].size))
    # ModelProto: ir_version = 1, producer_name = 2, graph = 7, opset_import = 8 (domain = 1, version = 2).
    model = number(1, IR_VERSION) + blob(2, "vantage") + blob(7, graph) + blob(8, blob(1, "") + number(2, OPSET))
    with open(path, "wb") as file:
        file.write(model)
