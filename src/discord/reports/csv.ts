/** What spreadsheets take for the start of a formula, their full-width twins too. */
const FORMULA = /^[\s\p{Cc}]*[=+\-@|＝＋－＠]/u;
/** Tells spreadsheets that the file is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A file of comma-separated values (RFC 4180). No cell of it can become a formula: one that would gets an apostrophe in front. */
export function csv(rows: readonly (readonly (string | number)[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const harmless = FORMULA.test(value) || /^[\t\r\n]/.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}
