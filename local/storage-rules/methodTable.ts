/**
 * How the built-in methods and functions are written down: what each takes, and what it does. A call whose number or types
 * of arguments do not fit is an error before anything runs. No IO.
 */
import { fail } from './values.ts';
import type { Kind, Outcome, Value } from './values.ts';

export type ValueOf<K extends Kind> = Extract<Value, { kind: K }>;

/** The types that one argument may have. */
type Accepted = 'any' | readonly Kind[];

export interface BuiltIn {
  /** One entry an argument, in order. */
  takes: readonly Accepted[];
  run: (args: readonly Value[]) => Outcome;
}
export interface BuiltInMethod<K extends Kind> {
  takes: readonly Accepted[];
  run: (self: ValueOf<K>, args: readonly Value[]) => Outcome;
}
export type MethodTable<K extends Kind> = ReadonlyMap<string, BuiltInMethod<K>>;

export const tableOf = <K extends Kind>(methods: Record<string, BuiltInMethod<K>>): MethodTable<K> =>
  new Map(Object.entries(methods));

/** The argument at `i`, which `takes` has let through as a `kind`. */
export function argument<K extends Kind>(args: readonly Value[], i: number, ...kinds: K[]): ValueOf<K> {
  const value = args[i];
  const isFit = (one: Value | undefined): one is ValueOf<K> => kinds.some((kind) => kind === one?.kind);
  if (isFit(value)) return value;
  throw new Error(
    `Argument ${i} is ${value?.kind ?? 'missing'} where ${kinds.join(' or ')} was let through.`,
  );
}

/** Why the arguments do not fit, or undefined. */
export function misfit(
  name: string,
  takes: readonly Accepted[],
  args: readonly Value[],
): Outcome | undefined {
  if (args.length !== takes.length)
    return fail(`${name} takes ${takes.length} argument(s), not ${args.length}`);
  const wrong = args.findIndex((arg, i) => {
    const accepted = takes[i];
    return accepted !== undefined && accepted !== 'any' && !accepted.includes(arg.kind);
  });
  return wrong === -1
    ? undefined
    : fail(`${name} does not take a ${args[wrong]?.kind} as argument ${wrong + 1}`);
}
