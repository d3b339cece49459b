/**
 * Where everything of one run is: the origin of each part, ours or (with `--with`) another run's. Decided before
 * anything starts, because parts name each other. IO: reserves ports.
 */
import { preferredPorts } from './partNames.ts';
import type { PartName, PortName } from './partNames.ts';
import type { ReadyFile } from './readyFile.ts';
import { reservePort } from './reservePort.ts';

export interface Places {
  /** The origin of each part that there is. */
  origins: Partial<Record<PartName, string>>;
  /** The ports that parts of this run listen on. */
  ports: Partial<Record<PortName, number>>;
  /** Where the mail catcher takes SMTP: `smtp://127.0.0.1:PORT`. */
  smtp: string | undefined;
  /** Where Firestore delivers its triggers; its emulator must be told when it starts. */
  triggersPort: number | undefined;
}

/** What listens for each part besides the part itself. */
const alsoListening: Partial<Record<PartName, PortName[]>> = { mail: ['smtp'], auth: ['hub', 'logging'] };

/** What must run somewhere before each part can. */
const needs: Partial<Record<PartName, PartName[]>> = {
  storage: ['firestore'],
  functions: ['auth', 'firestore'],
  'simulated-buyers': ['auth', 'firestore', 'stripe', 'functions'],
  web: ['auth', 'firestore'],
  front: ['functions'],
};

/** What `parts` need and neither start nor find in the other run: none where they can run. */
export function findMissing(parts: readonly PartName[], { origins }: Places): PartName[] {
  const needed = new Set(parts.flatMap((part) => needs[part] ?? []));
  return [...needed].filter((part) => origins[part] === undefined);
}

export async function findPlaces(
  parts: readonly PartName[],
  other: ReadyFile | undefined,
  portsFrom?: number,
): Promise<Places> {
  const preferred = preferredPorts(portsFrom);
  // The first functions host of a stack that began without one belongs where Firestore delivers.
  if (other?.triggersPort !== undefined && other.api === undefined) preferred.functions = other.triggersPort;
  const ports: Places['ports'] = {};
  for (const part of parts) {
    for (const name of [part, ...(alsoListening[part] ?? [])])
      ports[name] = await reservePort(preferred[name]);
  }
  const origins: Places['origins'] = {
    auth: other?.auth,
    firestore: other?.firestore,
    storage: other?.storage,
    stripe: other?.stripe,
    mail: other?.mail,
    functions: other?.api,
    front: other?.web,
    'simulated-buyers': other?.simulatedBuyers,
  };
  for (const part of parts) origins[part] = `http://127.0.0.1:${ports[part]}`;
  let triggersPort = other?.triggersPort;
  if (parts.includes('firestore')) triggersPort = ports.functions ?? (await reservePort(preferred.functions));
  return {
    origins,
    ports,
    smtp: ports.smtp === undefined ? other?.smtp : `smtp://127.0.0.1:${ports.smtp}`,
    triggersPort,
  };
}
