declare module 'html-encoding-sniffer' {
  /** The WHATWG name of a page's encoding, by byte order mark, transport and `<meta>`. */
  export default function sniff(
    bytes: Uint8Array,
    options?: { readonly transportLayerEncodingLabel?: string; readonly defaultEncoding?: string },
  ): string;
}
