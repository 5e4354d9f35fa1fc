import type { RandomStream } from '../../random.ts';

/** Of Beta(alpha, alpha): how two draws of one gamma distribution share their sum; by their logarithms, since those of a small alpha are too small for numbers. */
export function beta(alpha: number, random: RandomStream): number {
  const first = logGamma(alpha, random);
  return 1 / (1 + Math.exp(logGamma(alpha, random) - first));
}

/** The logarithm of a draw from Gamma(alpha, 1), by Marsaglia and Tsang (2000). */
function logGamma(alpha: number, random: RandomStream): number {
  if (alpha < 1) {
    // A uniform draw has 24 bits, of which half a step keeps the logarithm finite.
    return logGamma(alpha + 1, random) + Math.log(random.uniform() + 2 ** -25) / alpha;
  }
  const shift = alpha - 1 / 3;
  const scale = 1 / Math.sqrt(9 * shift);
  for (;;) {
    const normal = random.normal();
    const cube = (1 + scale * normal) ** 3;
    if (cube <= 0) continue;
    const bound = 0.5 * normal * normal + shift - shift * cube + shift * Math.log(cube);
    if (Math.log(random.uniform() + 2 ** -25) < bound) return Math.log(shift * cube);
  }
}
