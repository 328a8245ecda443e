import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { UnreadableError } from '../model/unreadable.js';
import { decodeText } from '../text/encoding.js';

/** Limits of an archive, in bytes, checked while it is unpacked; the sizes it declares are not trusted. */
const MAX_FILE = 100 * 2 ** 20;
const MAX_ENTRY = 20 * 2 ** 20;
const MAX_TOTAL = 100 * 2 ** 20;
const MAX_ENTRIES = 10_000;

/** A ZIP archive whose entries are read into memory one by one; nothing is ever written under a name in it. */
export class Archive {
  private unpacked = 0;

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws UnreadableError when it is not an archive, or not one that can be trusted. */
  static async open(bytes: Buffer): Promise<Archive> {
    if (bytes.length > MAX_FILE) throw new UnreadableError('Larger than 100 MB. Remove its pictures, or split it.');
    try {
      const zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false });
      if (zip.entryCount > MAX_ENTRIES) throw new UnreadableError(`Has more than ${MAX_ENTRIES} files.`);
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) {
        // Two programs could pick different entries of the same name.
        if (entries.has(entry.fileName)) throw new UnreadableError('Damaged: two files in it have the same name.');
        entries.set(entry.fileName, entry);
      }
      return new Archive(zip, entries);
    } catch (cause) {
      throw asUnreadable(cause);
    }
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** @throws UnreadableError when the entry is missing, damaged, encrypted or too large. */
  async read(name: string): Promise<Buffer> {
    const entry = this.entries.get(name);
    if (!entry) throw new UnreadableError(`Damaged: “${name.slice(0, 100)}” is missing.`);
    if (entry.isEncrypted()) throw new UnreadableError('Protected with a password. Save it without one.');
    try {
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of await this.zip.openReadStreamPromise(entry)) {
        size += (chunk as Buffer).length;
        this.unpacked += (chunk as Buffer).length;
        if (size > MAX_ENTRY || this.unpacked > MAX_TOTAL) {
          throw new UnreadableError(
            'Unpacks to more than 20 MB per part or 100 MB in total. Split it into several files.',
          );
        }
        chunks.push(chunk as Buffer);
      }
      return Buffer.concat(chunks);
    } catch (cause) {
      throw asUnreadable(cause);
    }
  }

  async readText(name: string): Promise<string> {
    return decodeText(await this.read(name));
  }
}

function asUnreadable(cause: unknown): UnreadableError {
  return cause instanceof UnreadableError
    ? cause
    : new UnreadableError('Damaged, or not the kind of file that its name suggests. Save it again.', { cause });
}
