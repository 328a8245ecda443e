import type { IncomingMessage } from 'node:http';
import type { Upload } from './files.js';

/** A request's JSON, and its attached files by number. */
export interface Body {
  readonly json: unknown;
  readonly files: ReadonlyMap<number, Upload>;
}

/** Reads a JSON body, or a multipart body with files. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) {
    return { json: bytes.length === 0 ? undefined : JSON.parse(bytes.toString('utf8')), files: new Map() };
  }
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const files = new Map<number, Upload>();
  for (const [name, value] of form) {
    const number = /^files\[(\d+)\]$/.exec(name)?.[1];
    if (number === undefined || typeof value === 'string') continue;
    const content = Buffer.from(await value.arrayBuffer());
    files.set(Number(number), { filename: value.name, content, contentType: value.type });
  }
  const payload = form.get('payload_json');
  return { json: typeof payload === 'string' ? JSON.parse(payload) : undefined, files };
}
