/**
 * What `npm start -- …` and `npm run dev -- …` may be told. No IO.
 */
import { paceProblem, paceRange, readPace } from '../simulated-buyers/crowdSettings.ts';
import { isPartName, partNames } from './partNames.ts';
import type { PartName } from './partNames.ts';

export interface StartOptions {
  /** Vite and the functions reload as their sources change. */
  dev: boolean;
  /** Forget what earlier runs saved. */
  fresh: boolean;
  /** Save nothing: for tests, whose folder is thrown away. */
  ephemeral: boolean;
  /** Start these alone, against those that `with` names. */
  only?: PartName[];
  /** A ready file of a stack that is running. */
  with?: string;
  /** Where to write what is where, once all is ready. */
  readyFile?: string;
  /** Where data, keys and logs are kept. */
  stateDir?: string;
  /** Number the ports upwards from here instead of firebase.json's. */
  portsFrom?: number;
  /** Simulated buyers from the start, so many a minute. */
  buyersAMinute?: number;
  /** Print what the parts print. */
  verbose: boolean;
}

export const usage = `npm start -- [options]      (npm run dev: the same with hot reload)
  --fresh              begin anew: forget the data of earlier runs
  --ready-file FILE    write what runs where to FILE, as JSON, when all is ready
  --only PART…         start these parts alone (${partNames.join(', ')})
  --with FILE          … against those of a running stack, by its ready file
  --state-dir DIR      keep data, keys and logs in DIR instead of .local/state
  --ports-from N       number ports upwards from N
  --ephemeral          save nothing
  --simulated-buyers [PACE]  switched on from the start, PACE a minute (${paceRange.usual})
  --verbose            print what the parts print`;

export class UsageError extends Error {}

/** Reads the command line; throws a UsageError that says what is wrong with it. */
export function parseStartOptions(args: readonly string[]): StartOptions {
  const options: StartOptions = { dev: false, fresh: false, ephemeral: false, verbose: false };
  const rest = [...args];
  const valueOf = (flag: string): string => {
    const value = rest.shift();
    if (value === undefined || value.startsWith('--')) throw new UsageError(`${flag} needs a value.`);
    return value;
  };
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [flag = '', inline] = arg.split(/=(.*)/s);
    if (inline !== undefined) rest.unshift(inline);
    if (flag === '--dev') options.dev = true;
    else if (flag === '--fresh') options.fresh = true;
    else if (flag === '--ephemeral') options.ephemeral = true;
    else if (flag === '--verbose') options.verbose = true;
    else if (flag === '--with') options.with = valueOf(flag);
    else if (flag === '--ready-file') options.readyFile = valueOf(flag);
    else if (flag === '--state-dir') options.stateDir = valueOf(flag);
    else if (flag === '--ports-from') options.portsFrom = parsePort(valueOf(flag));
    else if (flag === '--simulated-buyers') options.buyersAMinute = takePace(rest);
    else if (flag === '--only') {
      options.only = [...(options.only ?? []), ...takeParts(valueOf(flag), rest)];
    } else throw new UsageError(`Unknown option ${arg}.`);
  }
  if (options.with !== undefined && !options.only) throw new UsageError('--with needs --only.');
  return options;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_000) {
    throw new UsageError(`--ports-from needs a port number, not "${text}".`);
  }
  return port;
}

/** `--simulated-buyers`, alone or with a number. */
function takePace(rest: string[]): number {
  if (rest[0] === undefined || rest[0].startsWith('--')) return paceRange.usual;
  const pace = readPace(rest.shift() ?? '');
  if (pace === undefined) throw new UsageError(`--simulated-buyers ${paceProblem}.`);
  return pace;
}

/** `--only a,b c`: the first value, and those that follow up to the next option. */
function takeParts(first: string, rest: string[]): PartName[] {
  const words = first.split(',');
  while (rest[0] !== undefined && !rest[0].startsWith('--')) words.push(...(rest.shift() ?? '').split(','));
  return words.filter(Boolean).map((word) => {
    if (isPartName(word)) return word;
    throw new UsageError(`There is no part "${word}". Parts: ${partNames.join(', ')}.`);
  });
}
