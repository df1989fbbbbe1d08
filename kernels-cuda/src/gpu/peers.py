"""Training steps of a block-local level in PyTorch, timed like ours: forward, backward, Adam.

    peers.py [--check] fp32|tf32 WIDTHxNODESxBATCH...

Prints "peer NAME WIDTH NODES BATCH MS" for every shape. Leaves out, and says so on stderr, what is not
installed or does not run. With --check it only looks at its arguments, for which PyTorch is not needed.
"""

import re
import statistics
import sys

torch = None  # imported when the arguments are right


def layer_gather(x, w, b, reads):
    """Gather, batched product, bias: what one writes first."""
    nodes, k = reads.shape
    rows, _, width = x.shape
    read = x.index_select(1, reads.reshape(-1)).reshape(rows, nodes, k * width)
    return torch.tanh(torch.baddbmm(b.unsqueeze(1), read.transpose(0, 1), w.transpose(1, 2)))


def layer_view(x, w, b, reads):
    """Children lie side by side, so nothing is gathered."""
    nodes, k = reads.shape
    rows, _, width = x.shape
    read = x.reshape(rows, nodes, k * width).transpose(0, 1)
    return torch.tanh(torch.baddbmm(b.unsqueeze(1), read, w.transpose(1, 2)))


def milliseconds(step):
    for _ in range(5):
        step()
    times = []
    for _ in range(20):
        begin, end = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
        begin.record()
        step()
        end.record()
        end.synchronize()
        times.append(begin.elapsed_time(end))
    return statistics.median(times)


def time_peer(name, layer, width, nodes, batch):
    torch.manual_seed(1)
    x = torch.randn(batch, 2 * nodes, width, device="cuda", requires_grad=True)
    w = (torch.randn(nodes, width, 2 * width, device="cuda") / (2 * width) ** 0.5).requires_grad_()
    b = torch.zeros(nodes, width, device="cuda", requires_grad=True)
    reads = torch.arange(2 * nodes, device="cuda").reshape(nodes, 2)
    target = torch.zeros(nodes, batch, width, device="cuda")
    adam = torch.optim.Adam([w, b], fused=True)

    def step():
        adam.zero_grad(set_to_none=True)
        x.grad = None
        torch.nn.functional.mse_loss(layer(x, w, b, reads), target).backward()
        adam.step()

    print(f"peer {name} {width} {nodes} {batch} {milliseconds(step):.4f}", flush=True)


def parse(arguments):
    """The precision and the shapes, each as three numbers."""
    if not arguments or arguments[0] not in ("fp32", "tf32"):
        sys.exit(f"peers: the first argument must be fp32 or tf32, was {arguments[:1]}")
    for shape in arguments[1:]:
        if not re.fullmatch(r"[1-9][0-9]*x[1-9][0-9]*x[1-9][0-9]*", shape):
            sys.exit(f"peers: a shape must be WIDTHxNODESxBATCH, as in 16x16384x1024, was {shape!r}")
    return arguments[0], [tuple(map(int, shape.split("x"))) for shape in arguments[1:]]


def main():
    global torch
    check = sys.argv[1:2] == ["--check"]
    precision, shapes = parse(sys.argv[2:] if check else sys.argv[1:])
    if check:
        return
    import torch

    torch.backends.cuda.matmul.allow_tf32 = precision == "tf32"
    peers = [("eager", layer_gather), ("view", layer_view), ("compile", torch.compile(layer_gather))]
    for width, nodes, batch in shapes:
        for name, layer in peers:
            try:
                time_peer(name, layer, width, nodes, batch)
            except (RuntimeError, ImportError) as problem:
                print(f"left out: {name} at {width}x{nodes}x{batch}: {problem}", file=sys.stderr)
                torch.cuda.empty_cache()


main()
