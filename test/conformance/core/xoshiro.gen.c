/*
 * Reference vectors for createRng (src/engine/core/random.ts): writes xoshiro.json beside it.
 *
 *   gcc -O2 -Wall -o xoshiro.gen xoshiro.gen.c && ./xoshiro.gen > xoshiro.json
 *
 * next() and rotl() are those of xoshiro128starstar.c by David Blackman and Sebastiano Vigna (2018, public domain, CC0).
 * The seed is spread by SplitMix32: a Weyl sequence of step 0x9e3779b9 through fmix32, the finaliser of MurmurHash3 by
 * Austin Appleby (public domain).
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

static uint32_t s[4];

static inline uint32_t rotl(const uint32_t x, int k) { return (x << k) | (x >> (32 - k)); }

static uint32_t next(void) {
  const uint32_t result = rotl(s[1] * 5, 7) * 9;
  const uint32_t t = s[1] << 9;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotl(s[3], 11);
  return result;
}

static uint32_t fmix32(uint32_t h) {
  h ^= h >> 16;
  h *= 0x85ebca6bu;
  h ^= h >> 13;
  h *= 0xc2b2ae35u;
  h ^= h >> 16;
  return h;
}

static void seed(uint32_t weyl) {
  for (int word = 0; word < 4; word++) s[word] = fmix32(weyl += 0x9e3779b9u);
}

/* 53 bits: the upper 27 of one draw, then the upper 26 of the next. */
static double uniform(void) {
  const uint64_t high = next() >> 5;
  const uint64_t low = next() >> 6;
  return (double)((high << 26) | low) / 9007199254740992.0;
}

/* Draws at or above the largest multiple of `below` are thrown away. */
static uint32_t integer(uint64_t below) {
  const uint64_t limit = (UINT64_C(1) << 32) / below * below;
  for (;;) {
    const uint64_t draw = next();
    if (draw < limit) return (uint32_t)(draw % below);
  }
}

int main(void) {
  const int64_t seeds[] = {0, 1, 2, 42, -1, 2147483647, -2147483648LL, 4294967296LL, 1732406400123LL};
  const uint64_t bounds[] = {1, 2, 6, 10, 1000003, 2147483649u, 3221225473u, UINT64_C(1) << 32};
  printf("{\n  \"generator\": \"xoshiro.gen.c\",\n  \"compiler\": \"gcc " __VERSION__ "\",\n  \"cases\": [\n");
  for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++) {
    printf("%s    { \"seed\": %" PRId64, i ? ",\n" : "", seeds[i]);
    seed((uint32_t)seeds[i]);
    printf(", \"uint32\": [");
    for (int k = 0; k < 10; k++) printf("%s%" PRIu32, k ? ", " : "", next());
    for (int k = 10; k < 999999; k++) next();
    printf("], \"uint32Number1000000\": %" PRIu32, next());
    seed((uint32_t)seeds[i]);
    printf(", \"uniform\": [");
    for (int k = 0; k < 5; k++) printf("%s%.17g", k ? ", " : "", uniform());
    printf("], \"integer\": [");
    for (size_t b = 0; b < sizeof bounds / sizeof *bounds; b++) {
      seed((uint32_t)seeds[i]);
      printf("%s{ \"below\": %" PRIu64 ", \"draws\": [", b ? ", " : "", bounds[b]);
      for (int k = 0; k < 8; k++) printf("%s%" PRIu32, k ? ", " : "", integer(bounds[b]));
      printf("] }");
    }
    printf("] }");
  }
  printf("\n  ]\n}\n");
  return 0;
}
