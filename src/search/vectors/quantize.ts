/**
 * Stores a unit vector with one byte per dimension: `round(127 × component ⁄ largest component)`, preceded by the inverse factor
 * as a 32-bit float. A cosine changes by less than 0.01 (tested); a vector takes 388 bytes instead of 1,536.
 */
export function quantize(vector: Float32Array): Buffer {
  const largest = vector.reduce((max, value) => Math.max(max, Math.abs(value)), 0) || 1;
  const packed = Buffer.alloc(4 + vector.length);
  packed.writeFloatLE(largest / 127, 0);
  for (const [index, value] of vector.entries()) packed.writeInt8(Math.round((127 * value) / largest), 4 + index);
  return packed;
}

/** Dot product of a vector with a quantized one: their cosine if both have length 1. */
export function dotQuantized(vector: Float32Array, packed: Buffer): number {
  const bytes = new Int8Array(packed.buffer, packed.byteOffset + 4, packed.length - 4);
  let sum = 0;
  for (let index = 0; index < bytes.length; index++) sum += (vector[index] ?? 0) * (bytes[index] ?? 0);
  return sum * packed.readFloatLE(0);
}

/** Dot product of two quantized vectors. */
export function dotBothQuantized(one: Buffer, other: Buffer): number {
  const bytes = new Int8Array(one.buffer, one.byteOffset + 4, one.length - 4);
  const others = new Int8Array(other.buffer, other.byteOffset + 4, other.length - 4);
  let sum = 0;
  for (let index = 0; index < bytes.length; index++) sum += (bytes[index] ?? 0) * (others[index] ?? 0);
  return sum * one.readFloatLE(0) * other.readFloatLE(0);
}
