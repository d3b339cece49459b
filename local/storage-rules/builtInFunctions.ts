/**
 * The functions that are there without being written: conversions, and those of the namespaces `math`, `timestamp` and
 * `duration`. Of the language's own list hashing, coordinates and debug() are left out: a ruleset that calls them is
 * refused when it is loaded. `firestore.get` and `firestore.exists` look outside and are the evaluator's. No IO.
 */
import { convertToText } from './convertToText.ts';
import { argument } from './methodTable.ts';
import type { BuiltIn } from './methodTable.ts';
import { nanosInMilli } from './timeMethods.ts';
import { bool, duration, fail, float, int, text, timestamp } from './values.ts';
import type { Outcome, Value } from './values.ts';

const aNumber = [['int', 'float']] as const;
const numberOf = (args: readonly Value[], i = 0): number => Number(argument(args, i, 'int', 'float').value);

/** A float that no integer holds becomes the nearest that there is; what is no number, 0. */
function toInt(value: number): Outcome {
  if (Number.isNaN(value)) return int(0n);
  if (Math.abs(value) < 2 ** 63) return int(BigInt(Math.trunc(value)));
  return int(value < 0 ? -(2n ** 63n) : 2n ** 63n - 1n);
}

function convertToInt(args: readonly Value[]): Outcome {
  const value = argument(args, 0, 'int', 'float', 'string');
  if (value.kind === 'int') return value;
  if (value.kind === 'float') return toInt(value.value);
  return /^[+-]?\d+$/.test(value.value) ? int(BigInt(value.value.replace('+', ''))) : fail('not an integer');
}

function convertToFloat(args: readonly Value[]): Outcome {
  const value = argument(args, 0, 'int', 'float', 'string');
  if (value.kind !== 'string') return float(Number(value.value));
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(value.value) ? float(Number(value.value)) : fail('not a float');
}

function convertToPath(written: string): Outcome {
  const segments = written.replace(/^\//, '').split('/');
  return segments.includes('') ? fail(`"${written}" has an empty segment`) : { kind: 'path', segments };
}

const nanosIn = new Map<string, bigint>([
  ...([
    ['w', 604_800_000_000_000n],
    ['d', 86_400_000_000_000n],
    ['h', 3_600_000_000_000n],
  ] as const),
  ...([
    ['m', 60_000_000_000n],
    ['s', 1_000_000_000n],
    ['ms', nanosInMilli],
    ['ns', 1n],
  ] as const),
]);

function makeDuration(args: readonly Value[]): Outcome {
  const unit = nanosIn.get(argument(args, 1, 'string').value);
  return unit === undefined ? fail('not a unit of time') : duration(argument(args, 0, 'int').value * unit);
}

function makeDate(args: readonly Value[]): Outcome {
  const [year, month, day] = [0, 1, 2].map((i) => Number(argument(args, i, 'int').value));
  if (year === undefined || month === undefined || day === undefined) return fail('not a date');
  const date = new Date(Date.UTC(year, month - 1, day));
  const isThere = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1 && year <= 9999;
  return isThere ? timestamp(BigInt(date.getTime()) * nanosInMilli) : fail('there is no such date');
}

function makeTime(args: readonly Value[]): Outcome {
  const parts = [0, 1, 2, 3].map((i) => argument(args, i, 'int').value);
  const [hours = 0n, minutes = 0n, seconds = 0n, nanos = 0n] = parts;
  return duration(((hours * 60n + minutes) * 60n + seconds) * 1_000_000_000n + nanos);
}

/** By the name that rules call them. */
export const builtInFunctions: ReadonlyMap<string, BuiltIn> = new Map(
  Object.entries<BuiltIn>({
    int: { takes: [['int', 'float', 'string']], run: convertToInt },
    float: { takes: [['int', 'float', 'string']], run: convertToFloat },
    string: {
      takes: ['any'],
      run: ([value]) => {
        const written = value && convertToText(value);
        return written === undefined ? fail(`a ${value?.kind} has no text`) : text(written);
      },
    },
    path: { takes: [['string']], run: (args) => convertToPath(argument(args, 0, 'string').value) },
    'math.abs': {
      takes: aNumber,
      run: (args) => {
        const value = argument(args, 0, 'int', 'float');
        if (value.kind === 'float') return float(Math.abs(value.value));
        return int(value.value < 0n ? -value.value : value.value);
      },
    },
    'math.ceil': { takes: aNumber, run: (args) => float(Math.ceil(numberOf(args))) },
    'math.floor': { takes: aNumber, run: (args) => float(Math.floor(numberOf(args))) },
    'math.round': { takes: aNumber, run: (args) => toInt(Math.round(numberOf(args))) },
    'math.sqrt': { takes: aNumber, run: (args) => float(Math.sqrt(numberOf(args))) },
    'math.pow': {
      takes: [
        ['int', 'float'],
        ['int', 'float'],
      ],
      run: (args) => float(numberOf(args) ** numberOf(args, 1)),
    },
    'math.isNaN': { takes: aNumber, run: (args) => bool(Number.isNaN(numberOf(args))) },
    'duration.value': { takes: [['int'], ['string']], run: makeDuration },
    'duration.time': { takes: [['int'], ['int'], ['int'], ['int']], run: makeTime },
    'duration.abs': {
      takes: [['duration']],
      run: (args) => {
        const { nanos } = argument(args, 0, 'duration');
        return duration(nanos < 0n ? -nanos : nanos);
      },
    },
    'timestamp.value': {
      takes: [['int']],
      run: (args) => timestamp(argument(args, 0, 'int').value * nanosInMilli),
    },
    'timestamp.date': { takes: [['int'], ['int'], ['int']], run: makeDate },
  }),
);

/** The names before the dot. */
export const namespaces = ['math', 'duration', 'timestamp', 'firestore'];
/** What asks Firestore for a document. */
export const lookUpNames = ['firestore.get', 'firestore.exists'];
