/** Replaces a secret. */
const MASK = '[secret]';
/** Shorter parts of a token would match ordinary words. */
const LEAST_PART = 6;

/** Secrets by their form and position, whoever they belong to; the time of each pattern is linear in the text's length. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  // A bot token: an id, a time and a signature.
  [/(?<![\w.-])[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g, MASK],
  // Interaction and webhook tokens are part of addresses, which errors quote; interaction tokens begin with "interaction:" in base64.
  [/((?:\/|%2F)(?:webhooks|interactions)(?:\/|%2F)\d+(?:\/|%2F))[^/\s"'?\\%]+/gi, `$1${MASK}`],
  [/aW50ZXJhY3Rpb246[\w+/=-]+/g, MASK],
  // A user name and password before a host.
  [/((?:https?|wss?):\/\/)[^\s/"'@\\]+@/gi, `$1${MASK}@`],
  [/(authorization\\*["']?\s*[:=,]\s*\\*["']?)(?:(?:Bot|Bearer|Basic)\s+)?[^\s"',}\\]+/gi, `$1${MASK}`],
];

/**
 * Removes secrets from a text: `known` ones as a whole, as parts of a token or in the usual encodings, and anything that looks like a
 * token, is at the position of one, or is a password in an address. Use it for everything that people or logs receive.
 */
export function withoutSecrets(text: string, known: readonly string[] = []): string {
  const shaped = SHAPES.reduce((clean, [shape, mask]) => clean.replace(shape, mask), text);
  return known.reduce((clean, form) => clean.replaceAll(form, MASK), shaped);
}

/** All forms in which a secret could be quoted, longest first. */
export function formsOf(secret: string): string[] {
  if (secret === '') return [];
  const parts = secret.split('.').filter((part) => part.length >= LEAST_PART);
  const forms = [secret, ...(parts.length > 1 ? parts : [])].flatMap((each) => [
    each,
    encodeURIComponent(each),
    JSON.stringify(each).slice(1, -1),
    Buffer.from(each).toString('hex'),
    ...inBase64(each),
  ]);
  return [...new Set(forms)].filter((form) => form.length >= LEAST_PART).sort((a, b) => b.length - a.length);
}

/** How a secret looks inside longer base64, at each alignment: without the characters that depend on its neighbours. */
function inBase64(secret: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    const isWhole = bytes.length % 3 === 0;
    const own = (encoded: string) => encoded.replace(/=+$/, '').slice(before && before + 1, isWhole ? undefined : -1);
    return (['base64', 'base64url'] as const).flatMap((encoding) => {
      const sure = own(bytes.toString(encoding));
      return sure.length >= 2 * LEAST_PART ? [sure] : [];
    });
  });
}
