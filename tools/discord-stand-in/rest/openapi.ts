import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { fromProjectRoot } from '../../../src/runtime/project.js';

const FILE = fromProjectRoot('../shared/discord/openapi.json');
/** Fields that the client library sends in addition to the described ones. */
const CLIENT_EXTRAS = new Set(['tts', 'enforce_nonce', 'nonce']);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Checks requests and responses against Discord's own description of its API. */
export interface ApiDescription {
  /** `path` is a template in the description, such as `/channels/{channel_id}/messages`. */
  requestFaults(method: string, path: string, body: unknown): string[];
  responseFaults(method: string, path: string, status: number, body: unknown): string[];
}

/** Undefined if the description is missing: the tests then run without it. */
export function loadApiDescription(): ApiDescription | undefined {
  if (!existsSync(FILE)) return undefined;
  const document = JSON.parse(readFileSync(FILE, 'utf8'));
  const open = new Checker(document);
  const closed = new Checker(close(document));
  const operation = (method: string, path: string) => {
    const found = document.paths[path]?.[method.toLowerCase()];
    return { found, pointer: ['paths', path, method.toLowerCase()] };
  };
  return {
    requestFaults(method, path, body) {
      const { found, pointer } = operation(method, path);
      if (!found) return [`${method} ${path} is not described`];
      const schema = found.requestBody?.content['application/json']?.schema;
      if (!schema) return body === undefined ? [] : ['a body where none is described'];
      return closed.faults([...pointer, 'requestBody', 'content', 'application/json', 'schema'], withoutExtras(body));
    },
    responseFaults(method, path, status, body) {
      const { found, pointer } = operation(method, path);
      if (!found || status >= 400) return [];
      const response = found.responses[status];
      if (!response) return [`status ${status} is not described`];
      if (!response.content) return body === undefined ? [] : ['a body where none is described'];
      return open.faults([...pointer, 'responses', String(status), 'content', 'application/json', 'schema'], body);
    },
  };
}

class Checker {
  readonly #ajv = new Ajv2020({ strict: false, allErrors: false, logger: false });
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(document: object) {
    addFormats.default(this.#ajv);
    this.#ajv.addFormat('snowflake', /^(0|[1-9]\d{0,19})$/);
    this.#ajv.addFormat('nonce', /^.{0,25}$/s);
    this.#ajv.addSchema(document, 'discord');
  }

  faults(pointer: readonly string[], value: unknown): string[] {
    const reference = pointer.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    const validate = this.#compiled.get(reference) ?? this.#ajv.compile({ $ref: `discord#${encodeURI(reference)}` });
    this.#compiled.set(reference, validate);
    return validate(value) ? [] : [this.#ajv.errorsText(validate.errors)];
  }
}

/** The description with every object closed, so that an unknown key is a fault. */
function close(schema: Json): Json & object {
  const closed = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(closed);
    if (typeof value !== 'object' || value === null) return value;
    const copy = Object.fromEntries(Object.entries(value).map(([key, field]) => [key, closed(field)]));
    const isOpen = copy.type === 'object' && copy.properties && !('additionalProperties' in copy) && !copy.allOf;
    return isOpen ? { ...copy, additionalProperties: false } : copy;
  };
  return closed(schema) as Json & object;
}

function withoutExtras(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const entries = Object.entries(body).filter(([key]) => !CLIENT_EXTRAS.has(key));
  return Object.fromEntries(entries.map(([key, field]) => [key, key === 'data' ? withoutExtras(field) : field]));
}
