/** Forms of a secret that stand in an output: whole, by its parts, and as other encodings write them. */
export function leaksOf(output: string, secret: string): string[] {
  const parts = [secret, ...secret.split('.').filter((part) => part.length >= 6)];
  const forms = parts.flatMap((part) => [part, encodeURIComponent(part), Buffer.from(part).toString('hex')]);
  const found = [...new Set(forms)].filter((form) => output.includes(form));
  // Whatever in the output is base64 of something that holds the secret.
  const hidden = (output.match(/[\w+/-]{16,}/g) ?? []).filter((run) =>
    [0, 1, 2, 3].some((skip) => {
      const text = Buffer.from(run.slice(skip), 'base64').toString('latin1');
      return parts.some((part) => text.includes(part));
    }),
  );
  return [...found, ...hidden];
}
