"""Trains a model on examples that `vantage model examples` wrote, judges it on those it has not seen, and ships it only when it beats the plain method there.

    python3 train.py <folder of examples> <model id> <folder of models> [--seed 1] [--hidden 32] [--epochs 60]

Needs numpy alone. A network of two hidden layers learns what to add to the plain method's 0.1, 0.5 and 0.9 quantiles at each horizon, by the pinball loss (Koenker & Bassett 1978,
"Regression quantiles", Econometrica 46) and Adam (Kingma & Ba 2015). Its bands are then widened or narrowed at each horizon until they hold 80 % of examples set aside for it
(conformalized quantile regression: Romano, Patterson & Candes 2019, NeurIPS 32). The same examples and seed give the same file on one machine.
"""

import argparse
import hashlib
import json
import os

import numpy as np

from onnx_file import write_network

VERSION = "1"
QUANTILES = np.array([0.1, 0.5, 0.9], np.float32)
LIMIT = 6.0  # Features farther than so many deviations are cut: a gauge that lies must not lead the network astray.
BATCH = 512
RATE = 2e-3
DECAY = 1e-4


def load(folder, name):
    with open(os.path.join(folder, f"{name}.json"), encoding="utf-8") as file:
        task = json.load(file)
    features, horizons = len(task["features"]), len(task["horizonsS"])
    rows = np.fromfile(os.path.join(folder, f"{name}.f32"), "<f4").reshape(-1, features + 4 * horizons)
    parts, begin = [], 0
    for part in task["parts"]:
        block = rows[begin : begin + part["rows"]]
        begin += part["rows"]
        plain = block[:, features : features + 3 * horizons].reshape(-1, horizons, 3)
        parts.append({**part, "x": block[:, :features], "plain": plain, "y": block[:, -horizons:]})
    return task, parts


def pinball(predicted, actual):
    error = actual[..., None] - predicted
    return np.maximum(QUANTILES * error, (QUANTILES - 1) * error)


def score(bands, actual):
    bands = np.sort(bands, axis=2)
    inside = (actual >= bands[..., 0]) & (actual <= bands[..., 2])
    return {
        "mae": round(float(np.abs(actual - bands[..., 1]).mean()), 5),
        "pinball": round(float(pinball(bands, actual).mean()), 5),
        "coverage": round(float(inside.mean()), 4),
    }


class Network:
    def __init__(self, sizes, random):
        self.layers = []
        for index, (fan_in, fan_out) in enumerate(zip(sizes, sizes[1:])):
            last = index == len(sizes) - 2
            # He et al. (2015) for ReLU; the last layer begins at nothing, which is the plain method itself.
            weights = np.zeros((fan_in, fan_out)) if last else random.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out))
            self.layers.append([weights.astype(np.float32), np.zeros(fan_out, np.float32)])
        self.moments = [[np.zeros_like(each), np.zeros_like(each)] for layer in self.layers for each in layer]
        self.steps = 0

    def forward(self, x):
        activations = [x]
        for index, (weights, bias) in enumerate(self.layers):
            x = x @ weights + bias
            if index < len(self.layers) - 1:
                x = np.maximum(x, 0)
            activations.append(x)
        return activations

    def learn(self, x, residual, rate):
        """One step down the pinball loss. `residual` [n, horizons]: what came less the plain quantile, in units, by quantile."""
        activations = self.forward(x)
        error = residual - activations[-1]
        taus = np.tile(QUANTILES, error.shape[1] // 3)
        slope = np.where(error > 0, -taus, 1 - taus).astype(np.float32) / len(x)
        gradients = []
        for index in reversed(range(len(self.layers))):
            weights, _ = self.layers[index]
            gradients[:0] = [activations[index].T @ slope + DECAY * weights, slope.sum(0)]
            if index > 0:
                slope = (slope @ weights.T) * (activations[index] > 0)
        self.steps += 1
        flat = [each for layer in self.layers for each in layer]
        for value, gradient, moment in zip(flat, gradients, self.moments):
            moment[0] += 0.1 * (gradient - moment[0])
            moment[1] += 0.001 * (gradient**2 - moment[1])
            first, second = moment[0] / (1 - 0.9**self.steps), moment[1] / (1 - 0.999**self.steps)
            value -= (rate * first / (np.sqrt(second) + 1e-8)).astype(np.float32)


def train(task, part, check, arguments):
    random = np.random.default_rng(arguments.seed)
    mean, deviation = part["x"].mean(0), part["x"].std(0)
    scale = (1 / np.where(deviation > 1e-6, deviation, 1)).astype(np.float32)
    shape = lambda rows: np.clip((rows - mean) * scale, -LIMIT, LIMIT).astype(np.float32)
    outputs = 3 * len(task["horizonsS"])
    residual_of = lambda each: ((each["y"][..., None] - each["plain"]) / task["unit"]).reshape(-1, outputs)
    x, residual = shape(part["x"]), residual_of(part)
    network = Network([x.shape[1], arguments.hidden, arguments.hidden, outputs], random)
    best, kept = np.inf, None
    for epoch in range(arguments.epochs):
        rate = RATE * 0.5 * (1 + np.cos(np.pi * epoch / arguments.epochs))
        order = random.permutation(len(x))
        for begin in range(0, len(order), BATCH):
            rows = order[begin : begin + BATCH]
            network.learn(x[rows], residual[rows], rate)
        loss = score(predict(task, network.layers, shape(check["x"]), check["plain"]), check["y"])["pinball"]
        if loss < best:
            best, kept = loss, [[weights.copy(), bias.copy()] for weights, bias in network.layers]
    return mean.astype(np.float32), scale, shape, kept


def predict(task, layers, x, plain):
    for index, (weights, bias) in enumerate(layers):
        x = x @ weights + bias
        if index < len(layers) - 1:
            x = np.maximum(x, 0)
    return plain + task["unit"] * x.reshape(plain.shape)


def calibrate(task, layers, shape, part):
    """Moves the bands' edges, horizon by horizon, so that they hold 80 % of what was set aside."""
    bands = np.sort(predict(task, layers, shape(part["x"]), part["plain"]), axis=2)
    outside = np.maximum(bands[..., 0] - part["y"], part["y"] - bands[..., 2])
    widen = np.quantile(outside, 0.8, axis=0) / task["unit"]
    layers[-1][1] += np.stack([-widen, np.zeros_like(widen), widen], axis=1).reshape(-1).astype(np.float32)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("examples")
    parser.add_argument("id")
    parser.add_argument("models")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hidden", type=int, default=32)
    parser.add_argument("--epochs", type=int, default=60)
    arguments = parser.parse_args()
    task, parts = load(arguments.examples, arguments.id)
    by_role = {part["role"]: part for part in parts}
    mean, scale, shape, layers = train(task, by_role["train"], by_role["calibrate"], arguments)
    calibrate(task, layers, shape, by_role["calibrate"])
    compared = {
        part["role"]: {
            "data": part["data"],
            "examples": part["rows"],
            "plain": score(part["plain"], part["y"]),
            "model": score(predict(task, layers, shape(part["x"]), part["plain"]), part["y"]),
        }
        for part in parts
        if part["rows"] > 0
    }
    for role, each in compared.items():
        print(role, each["examples"], "plain", each["plain"], "model", each["model"])
    held = compared["held-out"]
    if held["model"]["mae"] >= held["plain"]["mae"] or held["model"]["pinball"] >= held["plain"]["pinball"]:
        raise SystemExit(f"{task['id']} does not beat the plain method on held-out data: not shipped")
    folder = os.path.join(arguments.models, task["id"])
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, f"{task['id']}.onnx")
    write_network(path, mean, scale, LIMIT, layers)
    with open(path, "rb") as file:
        sha256 = hashlib.sha256(file.read()).hexdigest()
    manifest = {
        "id": task["id"],
        "version": VERSION,
        "file": f"{task['id']}.onnx",
        "sha256": sha256,
        "task": task["task"],
        "plainMethod": task["plainMethod"],
        "trainedOn": f"{by_role['train']['data']}; bands set on {by_role['calibrate']['data']}",
        "trainedBy": f"detectors/models/training/train.py {VERSION}, --seed {arguments.seed} --hidden {arguments.hidden} --epochs {arguments.epochs}",
        "features": task["features"],
        "horizonsS": task["horizonsS"],
        "heldOut": held,
        "checks": [each for role, each in compared.items() if role not in ("train", "calibrate", "held-out")],
    }
    with open(os.path.join(folder, "manifest.json"), "w", encoding="utf-8") as file:
        json.dump(manifest, file, indent=2, ensure_ascii=False)
        file.write("\n")


if __name__ == "__main__":
    main()
