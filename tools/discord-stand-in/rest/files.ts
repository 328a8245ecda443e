import type { APIAttachment } from 'discord-api-types/v10';
import { snowflake } from '../world/snowflake.js';

/** A file that somebody attaches. */
export interface Upload {
  readonly filename: string;
  readonly content: string | Buffer;
  readonly contentType?: string;
}

const PREFIX = '/attachments/';

/** Attached files, which anybody can fetch by their address. */
export class FileStore {
  readonly #files = new Map<string, { readonly content: Buffer; readonly contentType: string }>();
  /** The start of every address, without a path; known once the server listens. */
  origin = '';

  add({ filename, content, contentType = 'application/octet-stream' }: Upload): APIAttachment {
    const id = snowflake();
    const bytes = Buffer.from(content);
    const path = `${PREFIX}${id}/${encodeURIComponent(filename)}`;
    this.#files.set(path, { content: bytes, contentType });
    const url = `${this.origin}${path}`;
    return { id, filename, size: bytes.length, url, proxy_url: url, content_type: contentType };
  }

  /** The file at the path of an address. */
  at(path: string): { readonly content: Buffer; readonly contentType: string } | undefined {
    return this.#files.get(path);
  }
}
