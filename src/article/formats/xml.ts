import { type DomElement, elementsUnder, nameOf, parseXml } from './html/dom.js';

/** An XML document, looked at by the names of its elements without prefixes. */
export class Xml {
  private constructor(private readonly root: DomElement) {}

  /** @throws UnreadableError */
  static parse(markup: string): Xml {
    return new Xml(parseXml(markup).root);
  }

  /** All elements of a name, in order. */
  all(name: string): DomElement[] {
    return [this.root, ...elementsUnder(this.root)].filter((element) => nameOf(element) === name.toLowerCase());
  }

  /** What the first element of a name that holds any text says. */
  text(name: string): string | undefined {
    return this.texts(name)[0];
  }

  texts(name: string): string[] {
    return this.all(name)
      .map((element) => element.textContent.replace(/\s+/g, ' ').trim())
      .filter(Boolean);
  }
}
