import { type DomElement, elementsUnder, nameOf, parseXml } from './html/dom.js';

/** An XML document with access to elements by name, without prefixes. */
export class Xml {
  private constructor(private readonly root: DomElement) {}

  /** @throws UnreadableError */
  static parse(markup: string): Xml {
    return new Xml(parseXml(markup).root);
  }

  /** All elements with a name, in document order. */
  all(name: string): DomElement[] {
    return [this.root, ...elementsUnder(this.root)].filter((element) => nameOf(element) === name.toLowerCase());
  }

  /** The text of the first element with a name that has any text. */
  text(name: string): string | undefined {
    return this.texts(name)[0];
  }

  texts(name: string): string[] {
    return this.all(name)
      .map((element) => element.textContent.replace(/\s+/g, ' ').trim())
      .filter(Boolean);
  }
}
