/**
 * Encodes text in an encoding that Node can decode but not encode: decodes each byte, and each pair of bytes, to find the right one.
 * Throws for a character that the encoding lacks.
 */
export function encodeAs(encoding: string, text: string): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  const table = tableOf(encoding);
  return Buffer.concat(
    [...text].map((character) => {
      const bytes = table.get(character);
      if (!bytes) throw new Error(`No “${character}” in ${encoding}`);
      return bytes;
    }),
  );
}

const tables = new Map<string, Map<string, Buffer>>();

function tableOf(encoding: string): Map<string, Buffer> {
  const known = tables.get(encoding);
  if (known) return known;
  const table = new Map<string, Buffer>();
  const note = (...bytes: number[]) => {
    const decoder = new TextDecoder(encoding);
    // In two steps: Node 20's single step takes windows-1252 for ISO-8859-1.
    const said = decoder.decode(Uint8Array.from(bytes), { stream: true }) + decoder.decode();
    if ([...said].length === 1 && said !== '\ufffd' && !table.has(said)) table.set(said, Buffer.from(bytes));
  };
  for (let first = 0; first < 256; first++) note(first);
  for (let first = 0x81; first < 0xff; first++) for (let second = 0x40; second < 0xff; second++) note(first, second);
  tables.set(encoding, table);
  return table;
}
