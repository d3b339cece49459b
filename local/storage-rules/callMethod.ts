/** Finds a method by the type of what it is called on, and calls it. No IO. */
import { listMethods, mapDiffMethods, mapMethods, setMethods } from './groupMethods.ts';
import { misfit } from './methodTable.ts';
import type { MethodTable, ValueOf } from './methodTable.ts';
import { bytesMethods, stringMethods } from './textMethods.ts';
import { durationMethods, timestampMethods } from './timeMethods.ts';
import { fail } from './values.ts';
import type { Kind, Outcome, Value } from './values.ts';

function call<K extends Kind>(
  table: MethodTable<K>,
  self: ValueOf<K>,
  name: string,
  args: readonly Value[],
): Outcome {
  const method = table.get(name);
  if (!method) return fail(`there is no method ${name} here`);
  return misfit(name, method.takes, args) ?? method.run(self, args);
}

export function callMethod(self: Value | undefined, name: string, args: readonly Value[]): Outcome {
  switch (self?.kind) {
    case 'string':
      return call(stringMethods, self, name, args);
    case 'bytes':
      return call(bytesMethods, self, name, args);
    case 'list':
      return call(listMethods, self, name, args);
    case 'set':
      return call(setMethods, self, name, args);
    case 'map':
      return call(mapMethods, self, name, args);
    case 'map_diff':
      return call(mapDiffMethods, self, name, args);
    case 'timestamp':
      return call(timestampMethods, self, name, args);
    case 'duration':
      return call(durationMethods, self, name, args);
    default:
      return fail(`a ${self?.kind} has no method ${name}`);
  }
}

const tables = [listMethods, setMethods, mapMethods, mapDiffMethods, stringMethods, bytesMethods];

/** Every name that some type has a method by. */
export const methodNames: ReadonlySet<string> = new Set(
  [...tables, timestampMethods, durationMethods].flatMap((table) => [...table.keys()]),
);
