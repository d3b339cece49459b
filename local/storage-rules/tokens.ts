/**
 * Cuts a rules file into tokens, one at a time: what a slash means is known only to the parser, which asks for a path's
 * segments where it expects a path. No IO.
 */
import { RulesError } from './syntax.ts';
import type { Position } from './syntax.ts';

export type TokenKind = 'word' | 'int' | 'float' | 'string' | 'bytes' | 'sign' | 'end';
export interface Token {
  kind: TokenKind;
  /** As written; a string's content is in `content`. */
  text: string;
  content: string;
  at: Position;
}

const signs = ['||', '&&', '==', '!=', '<=', '>=', '=**', ...'{}()[],;:.?!<>=+-*/%$'];
const blank = /(?:\s|\/\/[^\n]*|\/\*[^]*?\*\/)+/y;
const word = /[A-Za-z_][A-Za-z0-9_]*/y;
const number = /\d+(\.\d+)?|\.\d+/y;
const string = /(b?)('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")/y;
const fixedSegment = /\([A-Za-z0-9_.-]+\)|[A-Za-z0-9_.%~-]+/y;
const escapes = new Map([
  ...[...`\\'"`].map((sign): [string, string] => [sign, sign]),
  ...([
    ['n', '\n'],
    ['t', '\t'],
    ['r', '\r'],
  ] as const),
]);

/** The text of the rules, by offset. */
export class TokenReader {
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  positionOf(offset: number, end: number): Position {
    const before = this.#source.slice(0, offset);
    const lineStart = before.lastIndexOf('\n') + 1;
    return { offset, end, line: before.split('\n').length, column: offset - lineStart + 1 };
  }

  /** The token that begins at `offset`, past blanks and comments. */
  readToken(offset: number): Token {
    const from = offset + (this.#match(blank, offset)?.[0].length ?? 0);
    const make = (kind: TokenKind, text: string, content = text): Token => ({
      kind,
      text,
      content,
      at: this.positionOf(from, from + text.length),
    });
    if (from >= this.#source.length) return make('end', '');
    const quoted = this.#match(string, from);
    if (quoted) {
      const content = this.#unescape((quoted[2] ?? '').slice(1, -1), make('string', quoted[0]).at);
      return make(quoted[1] === 'b' ? 'bytes' : 'string', quoted[0], content);
    }
    const named = this.#match(word, from);
    if (named) return make('word', named[0]);
    const counted = this.#match(number, from);
    if (counted) {
      const { at } = make('int', counted[0]);
      if (this.#match(word, at.end)) throw new RulesError(`"${counted[0]}" runs into a word`, at);
      return make(counted[0].includes('.') ? 'float' : 'int', counted[0]);
    }
    const sign = signs.find((one) => this.#source.startsWith(one, from));
    if (sign === undefined) {
      const at = this.positionOf(from, from + 1);
      throw new RulesError(`"${this.#source.slice(from, from + 1)}" is not understood`, at);
    }
    return make('sign', sign);
  }

  /** A path's segment of plain text that begins exactly at `offset`. */
  readFixedSegment(offset: number): string | undefined {
    return this.#match(fixedSegment, offset)?.[0];
  }

  startsWith(text: string, offset: number): boolean {
    return this.#source.startsWith(text, offset);
  }

  #match(pattern: RegExp, offset: number): RegExpExecArray | null {
    pattern.lastIndex = offset;
    return pattern.exec(this.#source);
  }

  #unescape(raw: string, at: Position): string {
    return raw.replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_, escaped: string) => {
      if (escaped.length > 1) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
      const meant = escapes.get(escaped);
      if (meant === undefined) throw new RulesError(`the escape "\\${escaped}" is not understood`, at);
      return meant;
    });
  }
}
