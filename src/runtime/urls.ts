/**
 * The address that a text is, or undefined. `URL.canParse` of Node 20 and 22 must not be used: after some thousand calls it takes
 * addresses with letters such as ä for invalid (https://github.com/nodejs/node/pull/48817 mended only a part).
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
