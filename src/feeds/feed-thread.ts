import { type Feed, readFeed } from './feed.js';

export default function readInThisThread({ text, address }: { text: string; address: string }): Feed | undefined {
  return readFeed(text, address);
}
