/**
 * Mutants of a rules text: each has one small mistake that somebody could make, so that tests which let it live would let the
 * mistake live. Deterministic: the same text has the same mutants. No IO.
 */
import { readRulesText } from './readRulesText.ts';
import type { Word } from './readRulesText.ts';

export type MutantKind = 'operator' | 'negation' | 'clause' | 'path' | 'method' | 'value' | 'list';

export interface Mutant {
  kind: MutantKind;
  /** Of the change, from 1. */
  line: number;
  before: string;
  after: string;
  /** The whole text with the change in it. */
  text: string;
}

const swaps: Record<string, readonly string[]> = {
  '==': ['!='],
  '!=': ['=='],
  '<=': ['<', '>='],
  '>=': ['>', '<='],
  '<': ['<='],
  '>': ['>='],
  '&&': ['||'],
  '||': ['&&'],
};
/** What a method is taken for by mistake: wider, narrower, another. */
const methodSwaps: Record<string, readonly string[]> = {
  read: ['get', 'list', 'read, write'],
  get: ['list', 'read'],
  list: ['get', 'read'],
  create: ['update', 'write'],
  update: ['create', 'write'],
  delete: ['create', 'write'],
  write: ['read'],
};
const openers: Record<string, string> = { '(': ')', '[': ']', '{': '}' };
const closers = new Set(Object.values(openers));

type Change = Omit<Mutant, 'text' | 'line' | 'before'> & { start: number; end: number };

/** From a sign or a name to the end of the expression that holds it: `;`, or a bracket or comma that is not its own. */
function endOf(words: readonly Word[], from: number): number {
  let depth = 0;
  for (let i = from; i < words.length; i += 1) {
    const { text } = words[i] ?? { text: ';' };
    if (text in openers) depth += 1;
    else if (closers.has(text)) depth -= 1;
    if (depth < 0 || (depth === 0 && (text === ';' || text === ','))) return i;
  }
  return words.length;
}

/** The operands of `&&` and `||` of one level, from the word after what opens it. */
function operandsFrom(words: readonly Word[], from: number): [number, number][] {
  const end = endOf(words, from);
  const starts = [from];
  let depth = 0;
  for (let i = from; i < end; i += 1) {
    const text = words[i]?.text ?? '';
    if (text in openers) depth += 1;
    else if (closers.has(text)) depth -= 1;
    else if (depth === 0 && (text === '&&' || text === '||')) starts.push(i + 1);
  }
  return starts.map((start, i) => [start, (starts[i + 1] ?? end + 1) - 1]);
}

function dropClauses(words: readonly Word[]): Change[] {
  const levels = words.flatMap((word, i) => {
    const begins =
      word.text === 'return' || word.text === '(' || (word.text === ':' && words[i + 1]?.text === 'if');
    return begins ? [word.text === ':' ? i + 2 : i + 1] : [];
  });
  return levels.flatMap((from) => {
    const operands = operandsFrom(words, from);
    if (operands.length < 2) return [];
    return operands.flatMap(([first, after], i): Change[] => {
      // With its operator: the one before, or for the first the one after.
      const start = words[i === 0 ? first : first - 1]?.start;
      const end = i === 0 ? words[operands[1]?.[0] ?? after]?.start : words[after - 1]?.end;
      return start === undefined || end === undefined ? [] : [{ kind: 'clause', start, end, after: '' }];
    });
  });
}

function changeSigns(words: readonly Word[]): Change[] {
  return words.flatMap(({ kind, text, start, end }): Change[] => {
    if (kind !== 'sign') return [];
    if (text === '!') return [{ kind: 'negation', start, end, after: '' }];
    return (swaps[text] ?? []).map((after) => ({ kind: 'operator', start, end, after }));
  });
}

/** `a, b, c` without one of them, each in turn; one alone stays. */
function leaveEachOut(kind: MutantKind, items: readonly Word[]): Change[] {
  const [first, last] = [items[0], items.at(-1)];
  if (items.length < 2 || !first || !last) return [];
  return items.map((left) => ({
    kind,
    start: first.start,
    end: last.end,
    after: items
      .filter((item) => item !== left)
      .map(({ text }) => text)
      .join(', '),
  }));
}

/** `allow read, delete:` — each method on its own, and each left out where there are several. */
function changeMethods(words: readonly Word[]): Change[] {
  return words.flatMap((word, i): Change[] => {
    if (word.text !== 'allow') return [];
    const colon = words.findIndex((other, at) => at > i && other.text === ':');
    const methods = words.slice(i + 1, colon).filter(({ kind }) => kind === 'name');
    const swapped = methods.flatMap(({ text, start, end }) =>
      (methodSwaps[text] ?? []).map((after): Change => ({ kind: 'method', start, end, after })),
    );
    return [...swapped, ...leaveEachOut('method', methods)];
  });
}

/** `match /a/{b}` for `match /a/{b=**}`, and the other way; a name in a path for any. */
function widenPaths(words: readonly Word[]): Change[] {
  return words.flatMap(({ kind, text, start, end }, i): Change[] => {
    if (kind !== 'path' || words[i - 1]?.text !== 'match' || /^\/(databases|b)\//.test(text)) return [];
    const wide = text.replace(/\{(\w+)\}$/, '{$1=**}');
    const narrow = text.replace(/\{(\w+)=\*\*\}$/, '{$1}');
    const open = text.replace(/^\/(\w+)(?=\/|$)/, '/{anything}');
    return [wide, narrow, open]
      .filter((after) => after !== text)
      .map((after) => ({ kind: 'path', start, end, after }));
  });
}

function changeValues(words: readonly Word[]): Change[] {
  return words.flatMap(({ kind, text, start, end }): Change[] => {
    if (kind === 'number') {
      const number = Number(text);
      return [number + 1, number - 1].map((after) => ({ kind: 'value', start, end, after: String(after) }));
    }
    if (kind === 'text') return [{ kind: 'value', start, end, after: "'of a mutant'" }];
    if (text === 'true' || text === 'false')
      return [{ kind: 'value', start, end, after: text === 'true' ? 'false' : 'true' }];
    return [];
  });
}

/** A list without one of its items. */
function shortenLists(words: readonly Word[]): Change[] {
  return words.flatMap((word, i): Change[] => {
    if (word.text !== '[') return [];
    const end = words.findIndex((other, at) => at > i && other.text === ']');
    const items = words.slice(i + 1, end).filter(({ kind }) => kind === 'text');
    return leaveEachOut('list', items);
  });
}

/** Every mutant of the text, in its order. */
export function makeMutants(text: string): Mutant[] {
  const words = readRulesText(text);
  // `rules_version = '2'` and the service are no rule.
  const body = words.findIndex(({ text: word }) => word === 'match');
  const rules = words.slice(body);
  const changes = [
    ...changeSigns(rules),
    ...dropClauses(rules),
    ...widenPaths(rules),
    ...changeMethods(rules),
    ...changeValues(rules),
    ...shortenLists(rules),
  ];
  const seen = new Set<string>();
  return changes
    .map(({ kind, start, end, after }) => ({
      kind,
      line: text.slice(0, start).split('\n').length,
      before: text.slice(start, end).replaceAll(/\s+/g, ' ').trim(),
      after: after.trim(),
      text: text.slice(0, start) + after + text.slice(end),
    }))
    .filter((mutant) => !seen.has(mutant.text) && seen.add(mutant.text))
    .toSorted((one, other) => one.line - other.line);
}
