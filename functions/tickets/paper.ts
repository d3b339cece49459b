/**
 * A tagged A4 document in the house's look: styles by name, lines beneath each other, rules, lists, pictures with words.
 * The PDF library ends here. It is loaded when the first document is opened. IO: reads the fonts' files.
 */
import type { Locale } from '@fashionista/domain/locale';
import { languageTags } from '../notifications/formats.ts';
import { light } from '../notifications/mailTheme.ts';
import { partByFont, readFonts } from './paperFonts.ts';
import type { Face } from './paperFonts.ts';

type Document = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

/** In points. */
const margin = 54;
const margins = { top: 44, bottom: 28, left: margin, right: margin };
/** The library's types do not name it yet. */
const accessible = 'PDF/UA' as string as PDFKit.Mixins.PDFSubsets;
const listIndent = 20;

interface Style {
  face: Face;
  size: number;
  colour: string;
  lineGap: number;
  isUpperCase?: true;
}
const styles = {
  house: { face: 'display', size: 16, colour: light.ink, lineGap: 0 },
  headline: { face: 'display', size: 42, colour: light.ink, lineGap: -4 },
  title: { face: 'display', size: 22, colour: light.ink, lineGap: 0 },
  lead: { face: 'strong', size: 15, colour: light.ink, lineGap: 2 },
  body: { face: 'text', size: 10.5, colour: light.ink, lineGap: 3 },
  soft: { face: 'text', size: 9, colour: light.inkSoft, lineGap: 3 },
  caption: { face: 'strong', size: 7.5, colour: light.inkSoft, lineGap: 4, isUpperCase: true },
} satisfies Record<string, Style>;

interface Box {
  x?: number;
  width?: number;
  gapBefore?: number;
  /** Set smaller until it is no higher. */
  maxHeight?: number;
}

export class Paper {
  readonly #doc: Document;
  readonly #locale: Locale;
  readonly #root: Element;
  readonly #chunks: Buffer[] = [];
  readonly #ended: Promise<void>;
  #page: Element | undefined;

  private constructor(doc: Document, locale: Locale) {
    this.#doc = doc;
    this.#locale = locale;
    this.#ended = new Promise((resolve, reject) => {
      doc.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
      doc.on('end', resolve);
      doc.on('error', reject);
    });
    this.#root = doc.struct('Document');
    doc.addStructure(this.#root);
  }

  /** `writtenAt`: what the document gives as its date. */
  static async open(about: { title: string; locale: Locale; writtenAt: Date }): Promise<Paper> {
    const { default: PDFDocument } = await import('pdfkit');
    const doc = new PDFDocument({
      size: 'A4',
      margins,
      autoFirstPage: false,
      pdfVersion: '1.7',
      subset: accessible,
      tagged: true,
      lang: languageTags[about.locale],
      displayTitle: true,
      // None before the first text: what is not used is not embedded.
      font: '',
      info: {
        Title: about.title,
        Author: 'Fashionista Portal',
        CreationDate: about.writtenAt,
        ModDate: about.writtenAt,
      },
    });
    // It takes parsed fonts as well, which its types do not say: parsing them was half of a document.
    for (const [name, font] of readFonts()) doc.registerFont(name, font as unknown as string);
    return new Paper(doc, about.locale);
  }

  readonly left = margin;
  get width(): number {
    return this.#doc.page.width - 2 * margin;
  }
  /** Where the next line goes. */
  get y(): number {
    return this.#doc.y;
  }
  set y(value: number) {
    this.#doc.y = value;
  }

  beginPage(): void {
    this.#page?.end();
    this.#doc.addPage();
    this.#page = this.#doc.struct('Sect');
    this.#root.add(this.#page);
  }

  /** A paragraph or heading of a style. */
  say(tag: 'H1' | 'H2' | 'P', text: string, styleName: keyof typeof styles, box: Box): void {
    this.#doc.y += box.gapBefore ?? 0;
    const style: Style = styles[styleName];
    this.#add(this.#doc.struct(tag, {}, () => this.#write(text, style, box)));
  }

  /** Numbered steps. */
  list(steps: readonly string[]): void {
    const list = this.#doc.struct('L');
    this.#add(list);
    for (const [i, step] of steps.entries()) {
      const item = this.#doc.struct('LI');
      list.add(item);
      this.#doc.y += 6;
      const top = this.#doc.y;
      const width = this.width - listIndent;
      item.add(
        this.#doc.struct('Lbl', {}, () => this.#write(`${i + 1}.`, styles.body, { width: listIndent })),
      );
      this.#doc.y = top;
      item.add(
        this.#doc.struct('LBody', {}, () =>
          this.#write(step, styles.body, { x: this.left + listIndent, width }),
        ),
      );
      item.end();
    }
    list.end();
  }

  /** A line across, so far below what stands above it. Nothing to read. */
  rule(colour: string, gapBefore: number): void {
    const { doc, y } = { doc: this.#doc, y: this.#doc.y + gapBefore };
    doc.markContent('Artifact', { type: 'Layout' });
    doc
      .moveTo(this.left, y)
      .lineTo(this.left + this.width, y)
      .lineWidth(0.75)
      .stroke(colour);
    doc.endMarkedContent();
    doc.y = y;
  }

  figure(alt: string, draw: (doc: Document) => void): void {
    this.#add(this.#doc.struct('Figure', { alt }, () => draw(this.#doc)));
  }

  async close(): Promise<Buffer> {
    this.#page?.end();
    this.#root.end();
    this.#doc.end();
    await this.#ended;
    return Buffer.concat(this.#chunks);
  }

  #add(element: Element): void {
    this.#page?.add(element);
  }

  #write(text: string, style: Style, { x = this.left, width = this.width, maxHeight }: Box): void {
    const cased = style.isUpperCase ? text.toLocaleUpperCase(this.#locale) : text;
    const parts = partByFont(cased, style.face);
    const options = { width, lineGap: style.lineGap };
    this.#doc.fillColor(style.colour).fontSize(style.size);
    if (maxHeight !== undefined) this.#shrink(cased, style, options, maxHeight);
    for (const [i, part] of parts.entries()) {
      const rest = { ...options, continued: i < parts.length - 1 };
      this.#doc.font(part.font);
      if (i === 0) this.#doc.text(part.text, x, this.#doc.y, rest);
      else this.#doc.text(part.text, rest);
    }
  }

  #shrink(text: string, style: Style, options: PDFKit.Mixins.TextOptions, maxHeight: number): void {
    this.#doc.font(`${style.face}-latin`);
    for (let size = style.size; size > style.size / 3; size -= 2) {
      this.#doc.fontSize(size);
      if (this.#doc.heightOfString(text, options) <= maxHeight) return;
    }
  }
}
