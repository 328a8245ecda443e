const COLOURS = ['#5865f2', '#3ba55d', '#faa61a', '#ed4245', '#eb459e', '#747f8d'];

/** A picture for somebody: the first letter of the name on a coloured background. It is created here because nothing is fetched. */
export function avatarOf(name: string): string {
  const sum = [...name].reduce((total, sign) => total + (sign.codePointAt(0) ?? 0), 0);
  const letter = encodeURIComponent((name[0] ?? '?').toUpperCase());
  const colour = encodeURIComponent(name === 'verbatim' ? '#2e8b57' : (COLOURS[sum % COLOURS.length] ?? ''));
  const picture = [
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 40'>",
    `<rect width='40' height='40' fill='${colour}'/>`,
    "<text x='20' y='27' font-family='sans-serif' font-size='20' fill='white' text-anchor='middle'>",
  ];
  return `data:image/svg+xml,${picture.join('')}${letter}</text></svg>`
    .replaceAll(' ', '%20')
    .replaceAll('<', '%3C')
    .replaceAll('>', '%3E');
}
