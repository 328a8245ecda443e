import { createCipheriv, createHash } from 'node:crypto';
import { PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFString } from 'pdf-lib';

/** The same file, protected by a password (standard security handler, revision 3, RC4 with 128 bits; ISO 32000-1, 7.6.3). */
export async function locked(bytes: Buffer): Promise<Buffer> {
  const document = await PDFDocument.load(bytes);
  const id = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
  const password = Buffer.alloc(32, 'a password that nobody is told of');
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(-4);
  const md5 = (data: Buffer) => createHash('md5').update(data).digest();
  let key = md5(Buffer.concat([password, Buffer.alloc(32, 1), permissions, id]));
  for (let round = 0; round < 50; round++) key = md5(key);
  const user = Buffer.concat([createCipheriv('aes-128-ecb', key, null).update(id), Buffer.alloc(16)]);
  const { context } = document;
  context.trailerInfo.Encrypt = context.register(
    context.obj({
      Filter: 'Standard',
      V: 2,
      R: 3,
      Length: 128,
      P: -4,
      O: PDFHexString.of(Buffer.alloc(32, 1).toString('hex')),
      U: PDFHexString.of(user.toString('hex')),
    }),
  );
  context.trailerInfo.ID = context.obj([PDFHexString.of(id.toString('hex')), PDFHexString.of(id.toString('hex'))]);
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

/** A file whose font maps its characters through a map that is missing. */
export async function withFont({ Encoding, Registry, Ordering }: Record<'Encoding' | 'Registry' | 'Ordering', string>) {
  const document = await PDFDocument.create();
  const { context } = document;
  const descriptor = {
    ...{ Type: 'FontDescriptor', FontName: 'STSong-Light', Flags: 4, FontBBox: [0, -200, 1000, 800] },
    ...{ ItalicAngle: 0, Ascent: 800, Descent: -200, CapHeight: 700, StemV: 80 },
  };
  const descendant = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType0',
      BaseFont: 'STSong-Light',
      FontDescriptor: context.register(context.obj(descriptor)),
      CIDSystemInfo: {
        Registry: PDFString.of(Registry),
        Ordering: PDFString.of(Ordering),
        Supplement: 2,
      },
    }),
  );
  const font = context.register(
    context.obj({ Type: 'Font', Subtype: 'Type0', BaseFont: 'STSong-Light', Encoding, DescendantFonts: [descendant] }),
  );
  const page = document.addPage([595, 842]);
  page.node.set(PDFName.of('Resources'), context.obj({ Font: { F1: font } }));
  const content = Buffer.from('BT /F1 12 Tf 72 700 Td <4E2D6587> Tj ET');
  const stream = PDFRawStream.of(context.obj({ Length: content.length }), content);
  page.node.set(PDFName.of('Contents'), context.register(stream));
  return Buffer.from(await document.save());
}
