/**
 * The table of who may do what with files, through the Storage emulator and the browser's SDK: requests as they really
 * are, sessions and members looked up in Firestore. IO: both emulators.
 */
import { readFileSync } from 'node:fs';
import { initializeTestEnvironment } from '@firebase/rules-unit-testing';
import type { RulesTestContext, RulesTestEnvironment } from '@firebase/rules-unit-testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CoverageReport } from '../../../local/storage-rules/coverage.ts';
import { attempts } from './cases.ts';
import type { FileFacts, StorageAttempt } from './cases.ts';
import { bucket } from './evaluateCase.ts';
import { credentialsOf, documents, everyone } from './people.ts';
import type { Who } from './people.ts';

/** The one that the emulator looks documents up in. */
const projectId = 'demo-storage-rules';
type Bucket = ReturnType<RulesTestContext['storage']>;

const addressIn = (variable: string): { host: string; port: number } => {
  const [host, port] = (process.env[variable] ?? '').split(':');
  if (!host || !port) throw new Error(`${variable} is not set: run these by npm run test:rules.`);
  return { host, port: Number(port) };
};

let environment: RulesTestEnvironment;
const buckets = new Map<Who, Bucket>();

async function writeDocuments(): Promise<void> {
  const { host, port } = addressIn('FIRESTORE_EMULATOR_HOST');
  const root = `http://${host}:${port}/v1/projects/${projectId}/databases/(default)/documents`;
  for (const [path, fields] of Object.entries(documents)) {
    const answer = await fetch(`${root}/${path}`, {
      method: 'PATCH',
      headers: { authorization: 'Bearer owner' },
      body: JSON.stringify({ fields }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }
}

const put = (files: Bucket, path: string, { size, contentType, metadata }: FileFacts) =>
  files.ref(path).put(new Uint8Array(size), { contentType, ...(metadata && { customMetadata: metadata }) });

/** What the SDK does for each method. */
async function attemptOnce({ method, incoming }: StorageAttempt, files: Bucket, path: string): Promise<void> {
  if (method === 'get') await files.ref(path).getMetadata();
  else if (method === 'list') await files.ref(path).listAll();
  else if (method === 'delete') await files.ref(path).delete();
  else if (!incoming) throw new Error(`${method} ${path} brings nothing.`);
  else if (method === 'create') await put(files, path, incoming);
  else await files.ref(path).updateMetadata({ contentType: incoming.contentType });
}

const isDenied = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'storage/unauthorized';

/** The names of those who were let; any failure but a refusal is thrown. */
async function whoMay(attempt: StorageAttempt): Promise<Who[]> {
  const tried = attempt.tried ?? everyone;
  const pathOf = (who: Who) => attempt.path.replace('{who}', who);
  await environment.withSecurityRulesDisabled(async (context) => {
    const files = context.storage(`gs://${bucket}`);
    if (attempt.existing === undefined) return;
    for (const path of new Set(tried.map(pathOf))) await put(files, path, attempt.existing);
  });
  const let_ = await Promise.all(
    tried.map(async (who) => {
      const files = buckets.get(who);
      if (!files) throw new Error(`${who} has no bucket.`);
      try {
        await attemptOnce(attempt, files, pathOf(who));
        return [who];
      } catch (error) {
        if (isDenied(error)) return [];
        throw error;
      }
    }),
  );
  return let_.flat();
}

beforeAll(async () => {
  environment = await initializeTestEnvironment({
    projectId,
    storage: addressIn('FIREBASE_STORAGE_EMULATOR_HOST'),
  });
  await writeDocuments();
  for (const who of everyone) {
    const credentials = credentialsOf(who);
    const context = credentials
      ? environment.authenticatedContext(credentials.uid, credentials.token)
      : environment.unauthenticatedContext();
    buckets.set(who, context.storage(`gs://${bucket}`));
  }
});
afterAll(() => environment.cleanup());

describe('storage.rules, through the emulator', () => {
  it.each(attempts.map((attempt) => [`${attempt.title}: ${attempt.path}`, attempt] as const))(
    '%s',
    async (_, attempt) => {
      expect(await whoMay(attempt)).toEqual(everyone.filter((who) => attempt.allowed.includes(who)));
    },
  );

  // Google's own runtime keeps no such account.
  it.skipIf(process.env['STORAGE_RULES_RUNTIME_JAR'])(
    'has reached every expression of storage.rules, and every condition both ways',
    () => {
      const file = process.env['STORAGE_RULES_COVERAGE'] ?? '';
      const { expressions, gaps } = JSON.parse(readFileSync(file, 'utf8')) as CoverageReport;
      expect(expressions).toBeGreaterThan(100);
      expect(gaps).toEqual([]);
    },
  );
});
