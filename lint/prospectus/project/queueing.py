"""How long a request waits until one of several servers is free: the queue M/M/c.

Requests come at random (a Poisson process), each is served by one of ``servers``, and service times are exponential. With
``load`` = arrival rate x mean service time, in erlangs, Erlang's formula C gives the probability that a request must wait
(A. K. Erlang, 1917; L. Kleinrock, Queueing Systems I, 1975, section 3.5; N. Gans, G. Koole and A. Mandelbaum, "Telephone Call
Centers: Tutorial, Review, and Research Prospects", 2003, section 4). The times of a model vary less than exponential ones, so
true waits are rather shorter, for a constant time about half.
"""

from __future__ import annotations

from math import inf

MOST_SERVERS = 10_000
"""Beyond it a queue of any utilisation that a document states in earnest is empty; the sum is not worth its time."""


def erlang_c(servers: int, load: float) -> float:
    """The probability that a request waits: 1 where the load is no less than the servers.

    Formula B, ``B(0) = 1, B(k) = load B(k-1) / (k + load B(k-1))``, and ``C = B / (1 - (load / servers) (1 - B))``.
    """
    if load >= servers:
        return 1
    if servers > MOST_SERVERS:
        return 1  # an upper bound
    blocked = 1.0
    for busy in range(1, servers + 1):
        blocked = load * blocked / (busy + load * blocked)
    return blocked / (1 - load / servers * (1 - blocked))


def mean_wait(servers: int, load: float) -> float:
    """How long a request waits on average, in mean service times: ``C / (servers - load)``; infinite without a free server."""
    return inf if load >= servers else erlang_c(servers, load) / (servers - load)
