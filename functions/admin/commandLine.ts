/**
 * Roles at a command line, for whoever has the keys of the house: how the first admin comes to be, and how one comes back
 * when the last has lost their telephone. Written down like any other change of a role ([R6]). Which project, the environment says:
 * emulators, or production with application default credentials. IO: Firestore, Firebase Auth, stdout.
 */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { RequestId, Uid } from '@fashionista/domain/ids';
import { decideRole, roles } from '@fashionista/domain/session';
import type { Role } from '@fashionista/domain/session';
import type { AuthUser } from '../platform/authUsers.ts';
import { openDefaultProject } from '../platform/defaultProject.ts';
import { changeAccount, noGuest } from './changeAccount.ts';

const usage = `Usage:
  npm run admin -- show EMAIL
  npm run admin -- grant EMAIL [--role ${roles.join('|')}] [--reason TEXT]
  npm run admin -- revoke EMAIL [--reason TEXT]
With --project ID on Firebase, by application default credentials; without, in the local cloud that runs.
`;

/** Requests of the command line are counted apart from people's. */
const commandLine = 'commandLine' as Uid;

interface Command {
  kind: 'show' | 'grant' | 'revoke';
  email: string;
  role: Role;
  reason: string;
}

/** @throws {Error} with what is wrong with the arguments. */
export function readCommand(args: readonly string[]): Command {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      role: { type: 'string', default: 'admin' },
      reason: { type: 'string', default: 'At the command line' },
    },
  });
  const [kind, email, ...more] = positionals;
  if (kind !== 'show' && kind !== 'grant' && kind !== 'revoke')
    throw new Error(`"${kind ?? ''}" is not a command.`);
  if (!email?.includes('@') || more.length > 0) throw new Error('Give one e-mail address.');
  const role = roles.find((known) => known === values.role);
  if (!role) throw new Error(`--role must be one of ${roles.join(', ')}.`);
  return { kind, email, role, reason: values.reason };
}

const describe = ({ email, uid, role, secondFactors }: AuthUser): string =>
  `${email ?? ''} (${uid}): ${role ?? 'no role'}, ${secondFactors.length > 0 ? 'with' : 'without'} a second factor\n`;

async function run({ kind, email, role, reason }: Command): Promise<string> {
  const { store, authUsers } = openDefaultProject();
  const user = await authUsers.findByEmail(email);
  if (!user) throw new Error(`Nobody has an account with ${email}.`);
  if (kind === 'show') return describe(user);
  const services = {
    store,
    authUsers,
    sessions: { note: () => undefined, isEnded: () => Promise.resolve(false) },
    clock: () => new Date(),
  };
  const change = {
    uid: user.uid,
    by: commandLine,
    actor: { kind: 'cli' as const },
    action: 'admin/setRole' as const,
    reason,
    request: { requestId: randomUUID() as RequestId },
  };
  const changed = await changeAccount(services, change, noGuest, (basis) =>
    decideRole({ ...basis, actor: commandLine, wanted: kind === 'grant' ? role : null }),
  );
  if (!changed.ok) throw new Error(changed.error.message);
  return describe({ ...user, role: changed.value.role });
}

/** Exit code 0; 1 where it could not be done; 2 where the arguments make no sense. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  let command: Command;
  try {
    command = readCommand(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
  try {
    process.stdout.write(await run(command));
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}
