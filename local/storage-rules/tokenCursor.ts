/** Where a parser is in the text: looks at the next token, takes it, or says what should have stood there. No IO. */
import { RulesError } from './syntax.ts';
import type { Position } from './syntax.ts';
import { TokenReader } from './tokens.ts';
import type { Token } from './tokens.ts';

export class TokenCursor {
  readonly #reader: TokenReader;
  #offset = 0;

  constructor(source: string) {
    this.#reader = new TokenReader(source);
  }

  /** The end of what was taken last. */
  get offset(): number {
    return this.#offset;
  }

  peek(): Token {
    return this.#reader.readToken(this.#offset);
  }

  take(): Token {
    const token = this.peek();
    this.#offset = token.at.end;
    return token;
  }

  isNext(text: string): boolean {
    const token = this.peek();
    return (token.kind === 'word' || token.kind === 'sign') && token.text === text;
  }

  /** Takes the word or sign if it is next. */
  takeIf(text: string): Token | undefined {
    return this.isNext(text) ? this.take() : undefined;
  }

  expect(text: string): Token {
    if (this.isNext(text)) return this.take();
    return this.refuse(`"${text}" is expected`);
  }

  expectName(what: string): Token {
    const token = this.peek();
    return token.kind === 'word' ? this.take() : this.refuse(`${what} is expected`);
  }

  /** A path's segment of plain text, exactly here; undefined where there is none. */
  takeFixedSegment(): string | undefined {
    const segment = this.#reader.readFixedSegment(this.#offset);
    this.#offset += segment?.length ?? 0;
    return segment;
  }

  /** Takes `text` if it stands exactly here, with no blank before it. */
  takeTouching(text: string): boolean {
    const isHere = this.#reader.startsWith(text, this.#offset);
    if (isHere) this.#offset += text.length;
    return isHere;
  }

  /** From the start of `from` to the end of what was taken last. */
  since(from: Position): Position {
    return { ...from, end: this.#offset };
  }

  refuse(why: string): never {
    const { text, at } = this.peek();
    throw new RulesError(`${why}, not ${text === '' ? 'the end' : `"${text}"`}`, at);
  }
}
