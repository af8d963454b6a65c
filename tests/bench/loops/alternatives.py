"""Loops of up to k arcs by a graph library: python alternatives.py igraph|networkx <file of arcs> <k>. Prints JSON."""

import json
import sys
import time

library, path, k = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open(path) as file:
    size, *arcs = [tuple(map(int, line.split())) for line in file]


def by_igraph(search):
    return search.simple_cycles(mode=igraph.OUT, max=k)


def by_networkx(search):
    return networkx.simple_cycles(search, length_bound=k)


if library == "igraph":
    import igraph

    graph, find = igraph.Graph(n=size[0], edges=arcs, directed=True), by_igraph
else:
    import networkx

    graph, find = networkx.DiGraph(arcs), by_networkx

# The best of up to three runs, as ours, while they are quick.
seconds, spent = float("inf"), 0
for _ in range(3):
    by_length = [0] * (k + 1)
    began = time.perf_counter()
    loops = find(graph)
    if library == "igraph":
        took = time.perf_counter() - began
    for loop in loops:
        by_length[len(loop)] += 1
    if library == "networkx":
        took = time.perf_counter() - began
    del loops
    seconds, spent = min(seconds, took), spent + took
    if spent > 10:
        break

print(json.dumps({"byLength": by_length, "seconds": seconds}))
