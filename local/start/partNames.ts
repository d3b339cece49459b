/**
 * The parts that make up the local cloud, by the names that the command line and the ready file use, with the port each
 * has by default. Ports that Firebase knows stand in firebase.json's `emulators`; the rest are ours. IO: reads
 * firebase.json.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rootFolder } from './rootFolder.ts';

export const partNames = [
  'auth',
  'firestore',
  'storage',
  'stripe',
  'mail',
  'functions',
  'simulated-buyers',
  'web',
  'front',
] as const;
export type PartName = (typeof partNames)[number];

/** Everything that listens: the parts, the catcher's SMTP side, and the two listeners of Google's own emulator suite. */
export const portNames = [...partNames, 'smtp', 'hub', 'logging'] as const;
export type PortName = (typeof portNames)[number];

export const isPartName = (text: string): text is PartName => partNames.some((name) => name === text);

const ownPorts: Record<PortName, number> = {
  auth: 9099,
  firestore: 8080,
  storage: 9199,
  functions: 5001,
  front: 5000,
  hub: 4400,
  logging: 4500,
  stripe: 5004,
  mail: 5005,
  'simulated-buyers': 5006,
  smtp: 5025,
  web: 5173,
};

/** firebase.json calls the front what it stands in for. */
const firebaseNames: Partial<Record<PortName, string>> = {
  auth: 'auth',
  firestore: 'firestore',
  storage: 'storage',
  functions: 'functions',
  front: 'hosting',
  hub: 'hub',
  logging: 'logging',
};

/** The port each listener has by default; `portsFrom` numbers them upwards from there instead. */
export function preferredPorts(portsFrom?: number): Record<PortName, number> {
  if (portsFrom !== undefined) {
    const numbered = portNames.map((name, i) => [name, portsFrom + i] as const);
    return Object.fromEntries(numbered) as Record<PortName, number>;
  }
  const firebase = JSON.parse(readFileSync(path.join(rootFolder, 'firebase.json'), 'utf8')) as {
    emulators?: Record<string, { port?: number } | undefined>;
  };
  const ports = { ...ownPorts };
  for (const name of portNames) {
    const port = firebase.emulators?.[firebaseNames[name] ?? '']?.port;
    if (port !== undefined) ports[name] = port;
  }
  return ports;
}
