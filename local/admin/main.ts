/**
 * `npm run admin`: the command line of roles, at the local cloud that runs here or, with `--project ID`, at Firebase. IO: as
 * that has.
 */
import { projectId } from '../start/partEnvironment.ts';
import { preferredPorts } from '../start/partNames.ts';

function takeProject(args: string[]): string | undefined {
  const at = args.indexOf('--project');
  return at < 0 ? undefined : args.splice(at, 2)[1];
}

const args = process.argv.slice(2);
const project = takeProject(args);
if (project !== undefined) process.env['GOOGLE_CLOUD_PROJECT'] = project;
else {
  const ports = preferredPorts();
  process.env['GOOGLE_CLOUD_PROJECT'] ??= projectId;
  process.env['FIRESTORE_EMULATOR_HOST'] ??= `127.0.0.1:${ports.firestore}`;
  process.env['FIREBASE_AUTH_EMULATOR_HOST'] ??= `127.0.0.1:${ports.auth}`;
  // Off a network the Admin SDK would look for Google's metadata server and warn.
  process.env['METADATA_SERVER_DETECTION'] ??= 'none';
}
const { runCommandLine } = await import('../../functions/admin/commandLine.ts');
process.exit(await runCommandLine(args));
