/**
 * The ready file: what runs where, for tests and for parts started later (`--with`). Its first fields are a contract of
 * DESIGN.md, "One machine"; what is not running is absent. Written whole or not at all, so that whoever waits for it
 * never reads half. IO: one file.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { PartName } from './partNames.ts';

export interface DemoAccount {
  email: string;
  password: string;
  phone?: string;
}
export type DemoAccounts = Partial<Record<'attendee' | 'designer' | 'organizer' | 'admin', DemoAccount>>;

export interface ReadyFile {
  projectId: string;
  apiKey: string;
  web?: string;
  api?: string;
  webhooks?: string;
  auth?: string;
  firestore?: string;
  storage?: string;
  stripe?: string;
  mail?: string;
  /** Ours: the part that plays a crowd; off until it is switched on. */
  simulatedBuyers?: string;
  accounts: DemoAccounts;
  /** Ours, for `--with`: where the mail catcher takes SMTP, where keys are, where Firestore sends its triggers. */
  smtp?: string;
  stateDir: string;
  triggersPort?: number;
  /** The process of each part that this run started: for tests that kill one. */
  processes: Partial<Record<PartName, number>>;
  /** The process to stop (SIGTERM) in order to stop all of it. */
  pid: number;
}

export function writeReadyFile(file: string, ready: ReadyFile): void {
  const written = `${file}.${process.pid}.tmp`;
  writeFileSync(written, `${JSON.stringify(ready, null, 2)}\n`, { mode: 0o600 });
  renameSync(written, file);
}

export function readReadyFile(file: string): ReadyFile {
  return JSON.parse(readFileSync(file, 'utf8')) as ReadyFile;
}
