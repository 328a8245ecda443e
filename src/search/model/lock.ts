import { z } from 'zod';

/** Number formats of ONNX weights, by their names in transformers.js. */
export const DTYPES = ['fp32', 'fp16', 'q8', 'int8', 'uint8', 'q4', 'q4f16', 'bnb4'] as const;
export type Dtype = (typeof DTYPES)[number];

/** How token vectors are combined: their mean, or the first token's vector. */
export const POOLINGS = ['mean', 'cls'] as const;
export type Pooling = (typeof POOLINGS)[number];

/** A file with its checksum. */
export const pinnedFile = z.object({
  /** Relative to the model's folder, with forward slashes. */
  path: z.string().regex(/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/),
  size: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type PinnedFile = z.infer<typeof pinnedFile>;

/** A model on disk, complete and checked: everything a thread needs to load it. */
export interface LocalModel {
  /** The folder that `name` is relative to. */
  readonly root: string;
  readonly name: string;
  readonly dtype: Dtype;
  readonly pooling: Pooling;
  readonly queryPrefix: string;
  readonly passagePrefix: string;
  /** Identifies everything that changes the vectors: files, number format, pooling, prefixes. */
  readonly fingerprint: string;
}
