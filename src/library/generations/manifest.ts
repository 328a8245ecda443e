import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { CHUNKING } from '../../article/text/passages.js';
import { IndexUnavailableError } from '../../runtime/errors.js';
import { SCHEMA_VERSION } from '../../search/store/sqlite-schema.js';
import type { GenerationPaths } from './paths.js';

const checksum = z.string().regex(/^[0-9a-f]{64}$/);

const manifestSchema = z.object({
  schemaVersion: z.int(),
  /** Fingerprint of the embedding model with its prefixes, and of how articles are cut. */
  fingerprint: z.string(),
  dimensions: z.int().positive(),
  counts: z.object({ articles: z.int(), passages: z.int(), sentences: z.int() }),
  checksums: z.object({ store: checksum, vectors: checksum }),
  /** ISO 8601, UTC. */
  builtAt: z.string(),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** With a checksum of the manifest itself. */
const signedManifest = manifestSchema.extend({ checksum });

/** The manifest as text for its file. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify({ ...manifest, checksum: checksumOf(manifest) }, null, 2)}\n`;
}

function checksumOf(manifest: Manifest): string {
  return createHash('sha256').update(JSON.stringify(manifest)).digest('hex');
}

/** Identifies everything that an index depends on: if any of it changes, a new index is needed. */
export function indexFingerprint(modelFingerprint: string): string {
  return `${modelFingerprint}/${CHUNKING}`;
}

/** What to do about an index that can't be used. */
export const REBUILD = 'Run `npm run index`, or `/reindex` in Discord.';

/**
 * Reads and checks a generation's manifest, but does not check the files against it.
 * @throws IndexUnavailableError when it is missing, damaged, or of another schema or model.
 */
export async function readManifest(paths: GenerationPaths, fingerprint: string): Promise<Manifest> {
  let signed: z.infer<typeof signedManifest>;
  try {
    const raw: unknown = JSON.parse(await readFile(paths.manifest, 'utf8'));
    // An index of another version may have another manifest: check the version first.
    const version = z.object({ schemaVersion: z.int() }).parse(raw).schemaVersion;
    if (version !== SCHEMA_VERSION) {
      throw new IndexUnavailableError(
        `The index has schema version ${version}, but this release of the bot needs ${SCHEMA_VERSION}. ${REBUILD}`,
      );
    }
    signed = signedManifest.parse(raw);
  } catch (cause) {
    if (cause instanceof IndexUnavailableError) throw cause;
    throw damaged(cause);
  }
  const { checksum: expected, ...manifest } = signed;
  if (manifest.fingerprint !== fingerprint) {
    throw new IndexUnavailableError(
      `The index was built with another embedding model or with articles cut in another way ` +
        `(${manifest.fingerprint}; now ${fingerprint}). ${REBUILD}`,
    );
  }
  if (checksumOf(manifest) !== expected) throw damaged(new Error('it does not match its checksum'));
  return manifest;

  function damaged(cause: unknown): IndexUnavailableError {
    return new IndexUnavailableError(`The index's manifest is missing or damaged (${paths.manifest}). ${REBUILD}`, {
      cause,
    });
  }
}
