declare module 'html-encoding-sniffer' {
  /** The WHATWG name of the encoding that a page is in, by byte order mark, transport and `<meta>`. */
  export default function sniff(
    bytes: Uint8Array,
    options?: { readonly transportLayerEncodingLabel?: string; readonly defaultEncoding?: string },
  ): string;
}
