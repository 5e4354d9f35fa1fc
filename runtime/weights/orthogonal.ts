import type { RandomStream } from '../random.ts';

/**
 * A matrix of orthonormal rows or columns, whichever are fewer, uniform among all of them (Saxe et al. 2014): normal
 * numbers, orthogonalised by Gram and Schmidt, whose R has a positive diagonal, as Keras gives its own by the signs. The
 * last axis of `shape` is the columns.
 */
export function orthogonal(shape: readonly number[], gain: number, stream: RandomStream): Float32Array {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  const isWide = rows < columns;
  const length = Math.max(rows, columns);
  const vectors = orthonormal(Math.min(rows, columns), length, stream);
  const values = new Float32Array(rows * columns);
  for (let row = 0, index = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, index++) {
      values[index] = gain * (vectors[isWide ? index : column * length + row] as number);
    }
  }
  return values;
}

/** So many vectors of a length, one after another, each orthogonal to those before. */
function orthonormal(count: number, length: number, stream: RandomStream): Float64Array {
  const vectors = new Float64Array(count * length);
  for (let made = 0; made < count; made++) {
    const vector = vectors.subarray(made * length, (made + 1) * length);
    for (let index = 0; index < length; index++) vector[index] = stream.normal();
    const before = norm(vector);
    let size = removeAll(vector, vectors, made);
    // Where much of it is gone, once more takes away what rounding has left (Daniel et al. 1976).
    if (size < before * Math.SQRT1_2) size = removeAll(vector, vectors, made);
    for (let index = 0; index < length; index++) vector[index] = (vector[index] as number) / size;
  }
  return vectors;
}

/** How many directions are taken out at once: a vector is then read once for all of them. */
const together = 4;

/** Takes the first so many directions out of a vector; gives what is left of its size. */
function removeAll(vector: Float64Array, directions: Float64Array, count: number): number {
  const { length } = vector;
  const whole = count - (count % together);
  for (let first = 0; first < whole; first += together) removeFour(vector, directions, first * length);
  for (let one = whole; one < count; one++) {
    const direction = directions.subarray(one * length, (one + 1) * length);
    const share = dot(vector, direction);
    for (let index = 0; index < length; index++) {
      vector[index] = (vector[index] as number) - share * (direction[index] as number);
    }
  }
  return norm(vector);
}

/** Takes four orthonormal directions, which begin at an offset, out of a vector. */
function removeFour(vector: Float64Array, directions: Float64Array, offset: number): void {
  const { length } = vector;
  const behind = (n: number): Float64Array => directions.subarray(offset + n * length);
  const [a, b, c, d] = [behind(0), behind(1), behind(2), behind(3)];
  let [ofA, ofB, ofC, ofD] = [0, 0, 0, 0];
  for (let index = 0; index < length; index++) {
    const value = vector[index] as number;
    ofA += value * (a[index] as number);
    ofB += value * (b[index] as number);
    ofC += value * (c[index] as number);
    ofD += value * (d[index] as number);
  }
  for (let index = 0; index < length; index++) {
    vector[index] =
      (vector[index] as number) -
      ofA * (a[index] as number) -
      ofB * (b[index] as number) -
      ofC * (c[index] as number) -
      ofD * (d[index] as number);
  }
}

const norm = (vector: Float64Array): number => Math.sqrt(dot(vector, vector));

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] as number) * (b[index] as number);
  return sum;
}
