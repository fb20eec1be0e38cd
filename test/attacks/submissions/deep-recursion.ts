// threat: 11 — climbs the stack to its end, catches the error and climbs again, also from within the runtime's calls
// ends: fail|error|time-limit
function climb(depth: number): number {
  try {
    return climb(depth + 1);
  } catch {
    return depth;
  }
}

export function countOutcomes(): unknown {
  const heights = [climb(0), climb(0)];
  const bomb = {
    get tp(): unknown {
      return climb(0) && bomb.tp;
    },
  };
  return heights[0] === 0 ? heights : bomb;
}
