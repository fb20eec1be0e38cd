"""createRng of src/engine/core/random.ts in Python, so that fixtures of a million rows are grown and not stored.

xoshiro128** by Blackman & Vigna, seeded by SplitMix32; `python3 -B xoshiro.py` checks it against xoshiro.json, the vectors of
the C reference beside it.
"""

import json
import pathlib

MASK = 0xFFFFFFFF


def rotate_left(x, bits):
    return ((x << bits) | (x >> (32 - bits))) & MASK


def split_mix32(seed):
    state = seed & MASK
    while True:
        state = (state + 0x9E3779B9) & MASK
        z = state
        z = ((z ^ (z >> 16)) * 0x85EBCA6B) & MASK
        z = ((z ^ (z >> 13)) * 0xC2B2AE35) & MASK
        yield z ^ (z >> 16)


class Rng:
    def __init__(self, seed):
        words = split_mix32(seed)
        self.a, self.b, self.c, self.d = (next(words) for _ in range(4))

    def uint32(self):
        result = (rotate_left((self.b * 5) & MASK, 7) * 9) & MASK
        t = (self.b << 9) & MASK
        self.c ^= self.a
        self.d ^= self.b
        self.b ^= self.c
        self.a ^= self.d
        self.c ^= t
        self.d = rotate_left(self.d, 11)
        return result

    def uniform(self):
        high = self.uint32() >> 5
        low = self.uint32() >> 6
        return (high * 67108864 + low) / 9007199254740992

    def integer(self, below):
        limit = 4294967296 - 4294967296 % below
        while True:
            draw = self.uint32()
            if draw < limit:
                return draw % below


if __name__ == "__main__":
    vectors = json.loads((pathlib.Path(__file__).parent / "xoshiro.json").read_text())
    for case in vectors["cases"]:
        rng = Rng(case["seed"])
        assert [rng.uint32() for _ in case["uint32"]] == case["uint32"]
        rng = Rng(case["seed"])
        assert [rng.uniform() for _ in case["uniform"]] == case["uniform"]
        for bound in case["integer"]:
            rng = Rng(case["seed"])
            assert [rng.integer(bound["below"]) for _ in bound["draws"]] == bound["draws"]
    print(f"xoshiro.py agrees with {len(vectors['cases'])} cases of xoshiro.json")
