/** Whether all numbers are; one that is NaN or infinite spoils what is made with it. */
export function areFinite(numbers: Float32Array): boolean {
  for (const number of numbers) if (!Number.isFinite(number)) return false;
  return true;
}
