/**
 * Reads the parameters of a request as strictly as Stripe does: unknown, missing, empty and wrong values are refused with the
 * parameter's name. A table names every parameter of an endpoint that Stripe documents, those the double does not act on too,
 * so that "unknown" and "not done here" stay different answers. Each parameter says what Stripe's spec calls its type: the
 * contract test compares. No IO.
 */
import { invalidRequest, notImplemented } from '../model/apiRefusal.ts';
import type { Metadata } from '../model/stripeObjects.ts';

type SpecType = 'string' | 'integer' | 'boolean' | 'object' | 'array';

export type Parameter<Value> = {
  isRequired: boolean;
  /** Absent: named by Stripe, refused here as not implemented. */
  specType?: SpecType;
  values?: readonly string[];
  read: (raw: unknown, path: string) => Value;
};

export type ParameterTable = Readonly<Record<string, Parameter<unknown>>>;

type ValueOf<P> = P extends Parameter<infer Value> ? Value : never;

/** Optional ones are absent where they were not given. */
export type Parsed<Table extends ParameterTable> = {
  [Name in keyof Table as Table[Name] extends { isRequired: true } ? Name : never]: ValueOf<Table[Name]>;
} & {
  [Name in keyof Table as Table[Name] extends { isRequired: true } ? never : Name]?: ValueOf<Table[Name]>;
};

type Optional<Value> = Parameter<Value> & { isRequired: false };

const isObject = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);

function readText(raw: unknown, path: string): string {
  if (typeof raw !== 'string')
    throw invalidRequest(`Invalid string: ${JSON.stringify(raw)}`, { param: path });
  return raw;
}

function readFilledText(raw: unknown, path: string): string {
  const text = readText(raw, path);
  if (text === '') {
    throw invalidRequest(
      `You passed an empty string for '${path}'. We assume empty values are an attempt to unset a parameter; however '${path}' cannot be unset. You should remove '${path}' from your request or supply a non-empty value.`,
      { code: 'parameter_invalid_empty', param: path },
    );
  }
  return text;
}

export function text(maxLength = 5000): Optional<string> {
  const read = (raw: unknown, path: string): string => {
    const value = readFilledText(raw, path);
    if (value.length > maxLength) {
      throw invalidRequest(
        `Invalid ${path}: must be at most ${maxLength} characters; you passed ${value.length}`,
        {
          param: path,
        },
      );
    }
    return value;
  };
  return { isRequired: false, specType: 'string', read };
}

/** Text that an empty value unsets. */
export function clearableText(): Optional<string | null> {
  const read = (raw: unknown, path: string): string | null =>
    readText(raw, path) === '' ? null : text().read(raw, path);
  return { isRequired: false, specType: 'string', read };
}

/** An absolute http(s) address. */
export function address(): Optional<string> {
  const read = (raw: unknown, path: string): string => {
    const value = readFilledText(raw, path);
    const isAddress = URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
    if (!isAddress) throw invalidRequest('Not a valid URL', { code: 'url_invalid', param: path });
    return value;
  };
  return { isRequired: false, specType: 'string', read };
}

export function integer(): Optional<number> {
  const read = (raw: unknown, path: string): number => {
    const value = readFilledText(raw, path);
    if (!/^-?\d{1,15}$/.test(value)) {
      throw invalidRequest(`Invalid integer: ${value}`, { code: 'parameter_invalid_integer', param: path });
    }
    return Number(value);
  };
  return { isRequired: false, specType: 'integer', read };
}

export function flag(): Optional<boolean> {
  const read = (raw: unknown, path: string): boolean => {
    const value = readFilledText(raw, path);
    if (value !== 'true' && value !== 'false') {
      throw invalidRequest(`Invalid boolean: ${value}`, { param: path });
    }
    return value === 'true';
  };
  return { isRequired: false, specType: 'boolean', read };
}

export function oneOf<Value extends string>(...values: [Value, ...Value[]]): Optional<Value> {
  const read = (raw: unknown, path: string): Value => {
    const given = readFilledText(raw, path);
    const value = values.find((allowed) => allowed === given);
    if (value === undefined) {
      const list =
        values.length < 2 ? values.join('') : `one of ${values.slice(0, -1).join(', ')}, or ${values.at(-1)}`;
      throw invalidRequest(`Invalid ${path}: must be ${list}`, { param: path });
    }
    return value;
  };
  return { isRequired: false, specType: 'string', values, read };
}

export function object<Table extends ParameterTable>(members: Table): Optional<Parsed<Table>> {
  const read = (raw: unknown, path: string): Parsed<Table> => {
    if (!isObject(raw)) throw invalidRequest('Invalid object', { param: path });
    return readParameters(members, raw, path);
  };
  return { isRequired: false, specType: 'object', read };
}

export function listOf<Value>(item: Parameter<Value>): Optional<Value[]> {
  const read = (raw: unknown, path: string): Value[] => {
    if (!Array.isArray(raw)) throw invalidRequest('Invalid array', { param: path });
    return raw.map((entry, index) => item.read(entry, `${path}[${index}]`));
  };
  return { isRequired: false, specType: 'array', read };
}

const METADATA_LIMITS = { keys: 50, keyLength: 40, valueLength: 500 };

/** What to set (text) and unset (null); an empty value for the whole unsets all, given as null. */
export type MetadataChange = Readonly<Record<string, string | null>> | null;

export function metadata(): Optional<MetadataChange> {
  const read = (raw: unknown, path: string): MetadataChange => {
    if (raw === '') return null;
    if (!isObject(raw)) throw invalidRequest('Invalid object', { param: path });
    const entries = Object.entries(raw).map(([name, value]): [string, string | null] => {
      const given = readText(value, `${path}[${name}]`);
      if (name.length > METADATA_LIMITS.keyLength || given.length > METADATA_LIMITS.valueLength) {
        throw invalidRequest(
          `Metadata keys can be up to ${METADATA_LIMITS.keyLength} characters and values up to ${METADATA_LIMITS.valueLength}.`,
          { param: `${path}[${name}]` },
        );
      }
      return [name, given === '' ? null : given];
    });
    return Object.fromEntries(entries);
  };
  return { isRequired: false, specType: 'object', read };
}

export function changeMetadata(before: Metadata, change: MetadataChange | undefined): Metadata {
  if (change === undefined) return before;
  if (change === null) return {};
  const entries = Object.entries({ ...before, ...change }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  if (entries.length > METADATA_LIMITS.keys) {
    throw invalidRequest(`You can have up to ${METADATA_LIMITS.keys} metadata keys.`, { param: 'metadata' });
  }
  return Object.fromEntries(entries);
}

export type TimeRange = { gt?: number; gte?: number; lt?: number; lte?: number };

/** Unix seconds, exact or as a range. */
export function timeRange(): Optional<TimeRange> {
  const bounds = object({ gt: integer(), gte: integer(), lt: integer(), lte: integer() });
  const read = (raw: unknown, path: string): TimeRange => {
    if (isObject(raw)) return bounds.read(raw, path);
    const exact = integer().read(raw, path);
    return { gte: exact, lte: exact };
  };
  return { isRequired: false, specType: 'object', read };
}

/** One of two forms; the first that takes the value wins, the last one's refusal is given. */
export function either<A, B>(first: Parameter<A>, second: Parameter<B>): Optional<A | B> {
  const read = (raw: unknown, path: string): A | B => {
    try {
      return first.read(raw, path);
    } catch {
      return second.read(raw, path);
    }
  };
  return { isRequired: false, ...(first.specType ? { specType: first.specType } : {}), read };
}

export function required<Value>(parameter: Parameter<Value>): Parameter<Value> & { isRequired: true } {
  return { ...parameter, isRequired: true };
}

/** Parameters that Stripe knows and the double does not act on. */
export function notDoneHere<Name extends string>(...names: Name[]): Record<Name, Optional<never>> {
  const parameter: Optional<never> = {
    isRequired: false,
    read: (_, path) => {
      throw notImplemented(`the parameter ${path}`, path);
    },
  };
  return Object.fromEntries(names.map((name) => [name, parameter])) as Record<Name, Optional<never>>;
}

/** Throws Stripe's refusal for the first parameter that is unknown, missing or wrong. */
export function readParameters<Table extends ParameterTable>(
  table: Table,
  raw: Record<string, unknown>,
  parent = '',
): Parsed<Table> {
  const pathOf = (name: string): string => (parent === '' ? name : `${parent}[${name}]`);
  const unknown = Object.keys(raw).find((name) => !Object.hasOwn(table, name));
  if (unknown !== undefined) {
    const path = pathOf(unknown);
    throw invalidRequest(`Received unknown parameter: ${path}`, { code: 'parameter_unknown', param: path });
  }
  const entries = Object.entries(table).flatMap(([name, parameter]): [string, unknown][] => {
    const path = pathOf(name);
    if (raw[name] !== undefined) return [[name, parameter.read(raw[name], path)]];
    if (!parameter.isRequired) return [];
    throw invalidRequest(`Missing required param: ${path}.`, { code: 'parameter_missing', param: path });
  });
  return Object.fromEntries(entries) as Parsed<Table>;
}
