/** What stands in place of a secret. */
const MASK = '[secret]';
/** Shorter parts of a token would be found in words that have nothing to do with it. */
const LEAST_PART = 6;

/** Secrets by their shape and place, whoever they belong to; each pattern takes time that grows with the text's length only. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  // A bot token: an id, a time and a signature.
  [/(?<![\w.-])[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g, MASK],
  // Interaction and webhook tokens stand in addresses, which errors quote; the former begin with "interaction:" in base64.
  [/((?:\/|%2F)(?:webhooks|interactions)(?:\/|%2F)\d+(?:\/|%2F))[^/\s"'?\\%]+/gi, `$1${MASK}`],
  [/aW50ZXJhY3Rpb246[\w+/=-]+/g, MASK],
  // A name and password in front of a host.
  [/((?:https?|wss?):\/\/)[^\s/"'@\\]+@/gi, `$1${MASK}@`],
  [/(authorization\\*["']?\s*[:=,]\s*\\*["']?)(?:(?:Bot|Bearer|Basic)\s+)?[^\s"',}\\]+/gi, `$1${MASK}`],
];

/**
 * The text without secrets: those that are `known`, whole, as parts of a token or in the usual encodings, and whatever looks
 * like a token, stands where one does, or is a password in an address. For all that people or logs are told.
 */
export function withoutSecrets(text: string, known: readonly string[] = []): string {
  const shaped = SHAPES.reduce((clean, [shape, mask]) => clean.replace(shape, mask), text);
  return known.reduce((clean, form) => clean.replaceAll(form, MASK), shaped);
}

/** Every form in which a secret could be quoted, the longest first. */
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

/** Base64 as it looks wherever in a longer text the secret begins: without what depends on its neighbours. */
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
