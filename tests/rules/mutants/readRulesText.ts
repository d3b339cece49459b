/**
 * A rules text as words with their places: enough of the language to change it somewhere and leave the rest as it is.
 * Comments and blanks are skipped; a path is one word. No IO.
 */

export interface Word {
  kind: 'name' | 'number' | 'text' | 'path' | 'sign';
  text: string;
  start: number;
  end: number;
}

const shapes: readonly [Word['kind'] | 'blank', RegExp][] = [
  ['blank', /\s+|\/\/[^\n]*|\/\*[^]*?\*\//y],
  ['text', /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"/y],
  ['number', /\d+(?:\.\d+)?/y],
  ['name', /[A-Za-z_]\w*/y],
  ['sign', /&&|\|\||==|!=|<=|>=|[-+*/%<>!=?:;,.(){}[\]$]/y],
];
/** `/a/{b=**}/$(c)` after `match`, or where a path is looked up. */
const path =
  /\/(?:\{\w+(?:=\*\*)?\}|\$\([^)]*(?:\)[^)/]*)*?\)|[\w()-]+)(?:\/(?:\{\w+(?:=\*\*)?\}|\$\([^)]*\)|[\w()-]+))*/y;

/** A `/` begins a path where a value may begin, and divides elsewhere. */
const beginsPath = (before: Word | undefined): boolean =>
  before === undefined || (before.kind === 'name' ? before.text === 'match' : before.text === '(');

/** @throws {Error} at what it cannot read. */
export function readRulesText(text: string): Word[] {
  const words: Word[] = [];
  let at = 0;
  const take = (shape: RegExp): string | undefined => {
    shape.lastIndex = at;
    return shape.exec(text)?.[0];
  };
  while (at < text.length) {
    const isPath = text[at] === '/' && beginsPath(words.at(-1)) && take(shapes[0]?.[1] ?? path) === undefined;
    const found = isPath
      ? (['path', take(path)] as const)
      : shapes.map(([kind, shape]) => [kind, take(shape)] as const).find(([, taken]) => taken !== undefined);
    const [kind, taken] = found ?? [];
    if (kind === undefined || taken === undefined)
      throw new Error(`Cannot read the rules at ${text.slice(at, at + 40)}`);
    if (kind !== 'blank') words.push({ kind, text: taken, start: at, end: at + taken.length });
    at += taken.length;
  }
  return words;
}
