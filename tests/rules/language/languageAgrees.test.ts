/**
 * Holds the stand-in's idea of the rules' language to Firestore's: thousands of generated expressions, each asked of both
 * as it is and denied (`!`), so that true, false and error are told apart. The same text of rules goes to both.
 * Nothing is excluded: shapes without an agreed meaning are never made (`generateExpression.ts`).
 * Another seed: LANGUAGE_SEED. IO: the Firestore emulator.
 */
import { expect, test } from 'vitest';
import { builtInFunctions } from '../../../local/storage-rules/builtInFunctions.ts';
import { methodNames } from '../../../local/storage-rules/callMethod.ts';
import { evaluateRules } from '../../../local/storage-rules/evaluateRules.ts';
import { parseRules } from '../../../local/storage-rules/parseRules.ts';
import { readFirestoreValue } from '../../../local/storage-rules/readValues.ts';
import { map, nullValue, smallInt, text } from '../../../local/storage-rules/values.ts';
import { seedRandom } from '../../../local/seed/seededRandom.ts';
import { ExpressionMaker } from './generateExpression.ts';
import { claims, uid, variants } from './stage.ts';

const seed = Number(process.env['LANGUAGE_SEED'] ?? 20_261_127);
const batches = 80;
const casesInBatch = 25;
const askedAtOnce = 24;

type Answer = 'true' | 'false' | 'error';
interface Case {
  expression: string;
  /** A function that the expression calls, or nothing. */
  helper: string;
  fields: Record<string, unknown>;
}

function makeCase(maker: ExpressionMaker): Case {
  const fields = maker.pick(variants);
  const depth = maker.pick([1, 2, 2, 3, 3, 4]);
  if (maker.pick([true, false, false, false])) {
    const [first, second] = [maker.anyType(), maker.anyType()];
    const named = maker.makeWith(['a', 'b'], maker.anyType(), 1);
    const result = maker.makeWith(['a', 'b', 'c'], 'bool', depth);
    const helper = `function f(a, b) { let c = ${named}; return ${result}; }`;
    return { helper, expression: `f(${maker.make(first, 1)}, ${maker.make(second, 1)})`, fields };
  }
  return { helper: '', expression: maker.make('bool', depth), fields };
}

/** Each case has two collections: one whose documents it lets be read, one where its contrary does. */
const rulesOf = (cases: readonly Case[]): string =>
  `rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
${cases
  .map(
    ({ expression, helper }, i) =>
      `match /as${i}/{id} { ${helper} allow get: if ${expression}; }
       match /not${i}/{id} { ${helper} allow get: if !(${expression}); }`,
  )
  .join('\n')}
  }
}`;

const toAnswer = (isTrue: boolean, isFalse: boolean): Answer =>
  isTrue ? 'true' : isFalse ? 'false' : 'error';

function askStandIn(source: string, cases: readonly Case[]): Answer[] {
  const ruleset = parseRules(source);
  const team = map([
    ['a', smallInt(claims.team.a)],
    ['b', text(claims.team.b)],
  ]);
  const token = map([
    ['level', smallInt(claims.level)],
    ['team', team],
  ]);
  const request = map([
    [
      'auth',
      map([
        ['uid', text(uid)],
        ['token', token],
      ]),
    ],
  ]);
  return cases.map(({ fields }, i) => {
    const resource = map([['data', readFirestoreValue({ mapValue: { fields } })]]);
    const variables = new Map([['request', request] as const, ['resource', resource] as const]);
    const ask = (collection: string) => {
      const path = `/databases/(default)/documents/${collection}/one`;
      return evaluateRules(ruleset, { method: 'get', path, variables }, () => nullValue).permit;
    };
    return toAnswer(ask(`as${i}`), ask(`not${i}`));
  });
}

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

async function call(path: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(`http://${process.env['FIRESTORE_EMULATOR_HOST'] ?? ''}${path}`, init);
  if (answer.ok || answer.status === 403) return answer;
  throw new Error(`${path} answered ${answer.status}: ${(await answer.text()).slice(0, 600)}`);
}

async function askEmulator(project: string, source: string, cases: readonly Case[]): Promise<Answer[]> {
  const asOwner = { authorization: 'Bearer owner' };
  const content = JSON.stringify({ rules: { files: [{ name: 'firestore.rules', content: source }] } });
  await call(`/emulator/v1/projects/${project}:securityRules`, {
    method: 'PUT',
    headers: asOwner,
    body: content,
  });
  const root = `projects/${project}/databases/(default)/documents`;
  const nameOf = (collection: string) => `${root}/${collection}/one`;
  const writes = cases.flatMap(({ fields }, i) =>
    [`as${i}`, `not${i}`].map((collection) => ({ update: { name: nameOf(collection), fields } })),
  );
  await call(`/v1/${root}:commit`, { method: 'POST', headers: asOwner, body: JSON.stringify({ writes }) });
  const payload = {
    ...{ iss: `https://securetoken.google.com/${project}`, aud: project, sub: uid, user_id: uid },
    ...{ iat: 1_700_000_000, auth_time: 1_700_000_000, exp: 4_000_000_000, ...claims },
    firebase: { sign_in_provider: 'password', identities: {} },
  };
  const authorization = `Bearer ${base64({ alg: 'none', typ: 'JWT' })}.${base64(payload)}.`;
  const isRead = async (collection: string) =>
    (await call(`/v1/${nameOf(collection)}`, { headers: { authorization } })).ok;
  const answers: Answer[] = [];
  for (let from = 0; from < cases.length; from += askedAtOnce) {
    const some = cases.slice(from, from + askedAtOnce).map(async (_, i) => {
      const [isTrue, isFalse] = await Promise.all([isRead(`as${from + i}`), isRead(`not${from + i}`)]);
      return toAnswer(isTrue, isFalse);
    });
    answers.push(...(await Promise.all(some)));
  }
  return answers;
}

test(`${batches * casesInBatch} generated expressions mean to the stand-in what they mean to Firestore (seed ${seed})`, async () => {
  const maker = new ExpressionMaker(seedRandom(`language ${seed}`));
  const disagreements: string[] = [];
  const count: Record<Answer, number> = { true: 0, false: 0, error: 0 };
  let written = '';
  for (let batch = 0; batch < batches; batch += 1) {
    const cases = Array.from({ length: casesInBatch }, () => makeCase(maker));
    const source = rulesOf(cases);
    const ours = askStandIn(source, cases);
    const theirs = await askEmulator(`demo-language-${batch}`, source, cases);
    for (const [i, { helper, expression, fields }] of cases.entries()) {
      const [mine, other] = [ours[i], theirs[i]];
      written += `${helper} ${expression}\n`;
      if (other) count[other] += 1;
      if (mine === other) continue;
      disagreements.push(
        `ours ${mine}, Firestore ${other}: ${helper} ${expression} (n = ${JSON.stringify(fields['n'])})`,
      );
    }
  }
  expect(disagreements).toEqual([]);
  // Neither mostly errors nor all of one kind, or the agreement would mean little.
  const total = batches * casesInBatch;
  expect(count.true / total).toBeGreaterThan(0.2);
  expect(count.false / total).toBeGreaterThan(0.2);
  expect(count.error / total).toBeGreaterThan(0.1);
  expect(count.error / total).toBeLessThan(0.45);
  // And everything there is to call was called; `values` has no order to agree on.
  const uncalled = [...builtInFunctions.keys(), ...methodNames].filter(
    (name) => !written.includes(`${name}(`),
  );
  expect(uncalled).toEqual(['values']);
}, 60_000);
