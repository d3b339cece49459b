/** What lists, sets and maps can do. Lists compare their members with their type, sets as `==` does. No IO. */
import { convertToText } from './convertToText.ts';
import { argument, tableOf } from './methodTable.ts';
import type { ValueOf } from './methodTable.ts';
import { bool, fail, hasItem, hasMember, list, set, smallInt, text } from './values.ts';
import type { Outcome, Value } from './values.ts';

const aList = [['list']] as const;
const aSet = [['set']] as const;
const aGroup = [['list', 'set']] as const;

export const listMethods = tableOf<'list'>({
  size: { takes: [], run: ({ items }) => smallInt(items.length) },
  toSet: { takes: [], run: ({ items }) => set(items) },
  concat: { takes: aList, run: ({ items }, args) => list([...items, ...argument(args, 0, 'list').items]) },
  hasAll: {
    takes: aList,
    run: ({ items }, args) => bool(argument(args, 0, 'list').items.every((item) => hasItem(items, item))),
  },
  hasAny: {
    takes: aList,
    run: ({ items }, args) => bool(argument(args, 0, 'list').items.some((item) => hasItem(items, item))),
  },
  hasOnly: {
    takes: aList,
    run: ({ items }, args) => bool(items.every((item) => hasItem(argument(args, 0, 'list').items, item))),
  },
  removeAll: {
    takes: aList,
    run: ({ items }, args) => list(items.filter((item) => !hasItem(argument(args, 0, 'list').items, item))),
  },
  join: {
    takes: [['string']],
    run: ({ items }, args) => {
      const texts = items.map(convertToText);
      if (texts.includes(undefined)) return fail('join takes what string() takes');
      return text(texts.join(argument(args, 0, 'string').value));
    },
  },
});

const othersOf = (args: readonly Value[]) => argument(args, 0, 'list', 'set').items;

export const setMethods = tableOf<'set'>({
  size: { takes: [], run: ({ items }) => smallInt(items.length) },
  hasAll: {
    takes: aGroup,
    run: ({ items }, args) => bool(othersOf(args).every((one) => hasMember(items, one))),
  },
  hasAny: {
    takes: aGroup,
    run: ({ items }, args) => bool(othersOf(args).some((one) => hasMember(items, one))),
  },
  hasOnly: {
    takes: aGroup,
    run: ({ items }, args) => bool(items.every((item) => hasMember(othersOf(args), item))),
  },
  union: { takes: aSet, run: ({ items }, args) => set([...items, ...othersOf(args)]) },
  difference: {
    takes: aSet,
    run: ({ items }, args) => set(items.filter((item) => !hasMember(othersOf(args), item))),
  },
  intersection: {
    takes: aSet,
    run: ({ items }, args) => set(items.filter((item) => hasMember(othersOf(args), item))),
  },
});

/** What stands at the end of the keys; the answer for want of it is the second argument. */
function getAlong(self: Value, keys: readonly Value[], otherwise: Value): Outcome {
  if (keys.length === 0) return fail('get takes at least one key');
  let found: Value = self;
  for (const key of keys) {
    if (key.kind !== 'string') return fail('a key is a string');
    const next: Value | undefined = found.kind === 'map' ? found.entries.get(key.value) : undefined;
    if (!next) return otherwise;
    found = next;
  }
  return found;
}

export const mapMethods = tableOf<'map'>({
  size: { takes: [], run: ({ entries }) => smallInt(entries.size) },
  keys: { takes: [], run: ({ entries }) => list([...entries.keys()].map(text)) },
  values: { takes: [], run: ({ entries }) => list([...entries.values()]) },
  get: {
    takes: [['string', 'list'], 'any'],
    run: (self, args) => {
      const key = argument(args, 0, 'string', 'list');
      const otherwise = args[1] ?? fail('get takes a default');
      if (otherwise.kind === 'error') return otherwise;
      return getAlong(self, key.kind === 'list' ? key.items : [key], otherwise);
    },
  },
  diff: {
    takes: [['map']],
    run: (after, args) => ({ kind: 'map_diff', before: argument(args, 0, 'map'), after }),
  },
});

type Diff = ValueOf<'map_diff'>;
const isUnchanged = ({ before, after }: Diff, key: string): boolean => {
  const [old, current] = [before.entries.get(key), after.entries.get(key)];
  return old !== undefined && current !== undefined && hasMember([old], current);
};
const keysWhere = (diff: Diff, isWanted: (key: string, hadIt: boolean, hasIt: boolean) => boolean): Value => {
  const { before, after } = diff;
  const keys = [...new Set([...before.entries.keys(), ...after.entries.keys()])];
  return set(keys.filter((key) => isWanted(key, before.entries.has(key), after.entries.has(key))).map(text));
};

export const mapDiffMethods = tableOf<'map_diff'>({
  addedKeys: { takes: [], run: (diff) => keysWhere(diff, (_, had, has) => !had && has) },
  removedKeys: { takes: [], run: (diff) => keysWhere(diff, (_, had, has) => had && !has) },
  changedKeys: {
    takes: [],
    run: (diff) => keysWhere(diff, (key, had, has) => had && has && !isUnchanged(diff, key)),
  },
  unchangedKeys: { takes: [], run: (diff) => keysWhere(diff, (key) => isUnchanged(diff, key)) },
  affectedKeys: { takes: [], run: (diff) => keysWhere(diff, (key) => !isUnchanged(diff, key)) },
});
