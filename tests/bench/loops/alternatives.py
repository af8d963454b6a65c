"""Loops of up to k arcs by a graph library: python alternatives.py igraph|networkx <file of arcs> <k>. Prints JSON."""

import json
import sys
import time

library, path, k = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open(path) as file:
    size, *arcs = [tuple(map(int, line.split())) for line in file]
by_length = [0] * (k + 1)

if library == "igraph":
    import igraph

    graph = igraph.Graph(n=size[0], edges=arcs, directed=True)
    began = time.perf_counter()
    loops = graph.simple_cycles(mode=igraph.OUT, max=k)
    seconds = time.perf_counter() - began
    for loop in loops:
        by_length[len(loop)] += 1
else:
    import networkx

    graph = networkx.DiGraph(arcs)
    began = time.perf_counter()
    for loop in networkx.simple_cycles(graph, length_bound=k):
        by_length[len(loop)] += 1
    seconds = time.perf_counter() - began

print(json.dumps({"byLength": by_length, "seconds": seconds}))
