"""The calls of recommender.py."""

from __future__ import annotations

from _shared import item, item127, rating, rating127, user, user127

from autograder.assignment import probe

NAMES = ["커피", "홍차", "커피", "녹차", "홍차", "우유", "커피"]
OTHERS = [f"{'Item' if k % 5 else 'item'}{(7 * k * k + 3 * k) % 131}" for k in range(137)]

PROBES = (
    probe("encode", "lecture", names=NAMES),
    probe("encode", "other_n", names=OTHERS),
    probe("Recommender", "lecture", users=5, items=6, k=2, user=user, item=item),
    probe("Recommender", "other_n", users=11, items=8, k=1600, user=user127, item=item127),
    probe("fit_ratings", "lecture", user=user, item=item, rating=rating, users=5, items=6, k=2),
    probe("fit_ratings", "other_n", user=user127, item=item127, rating=rating127, users=11, items=8, k=3, lr=0.0317, epochs=7),
    probe("recommend", "lecture", user=1, items=7, seen=[0, 3]),
    probe("recommend", "nothing_seen", user=1, items=8, seen=[], k=3),
    probe("recommend", "few_left", user=4, items=5, seen=[4, 0, 1, 2], k=3),
    probe("recommend", "many", user=3, items=120, seen=[*range(5, 90, 3)], k=7),
)
