/**
 * The proof of bad input: every action is called with what is malformed, too large, somebody else's, or not signed in,
 * straight and by the front. Each is refused with a code of the closed list and the path of what is wrong, none with a
 * 500, and nothing of anybody's has changed. Bodies that chance left valid are sent last: they act, if at all, on what
 * is the intruder's own, and may do so without any trouble. IO: the stack under test.
 */
import fc from 'fast-check';
import { parseAction } from '@fashionista/domain/actions';
import type { AdminSdk } from '../support/adminSdk.ts';
import { stack } from '../support/stack.ts';
import { createGuest } from '../support/users.ts';
import { checkAnswer, nameOutcome, send } from './badInputAnswers.ts';
import type { BadCall } from './badInputAnswers.ts';
import { badCalls } from './badInputCalls.ts';
import { actionNames, examplesOf, stageBadInput } from './badInputStage.ts';
import type { BadInputStage } from './badInputStage.ts';
import type { Proof, ProofReport, ProofRun } from './proof.ts';
import { seedsTo } from './proof.ts';
import { runCases } from './runCases.ts';
import type { CaseReport } from './runCases.ts';

const bodies = 10_000;
const bodiesPerSeed = 20;
const seedsAtOnce = 4;
/** Kept connections that may close as they are used again, in a whole run: more is a server that falls over. */
const mostResent = 5;

/** What is not wrong, or the proof would be about nothing: every example, as domain reads it. */
function checkExamples({ own }: BadInputStage): string[] {
  return actionNames.flatMap((name) =>
    examplesOf(name, own, 'an-example-request').flatMap(({ body }) => {
      const parsed = parseAction(name, body);
      return parsed.ok ? [] : [`an example of ${name} is not valid: ${parsed.error.message}`];
    }),
  );
}

async function callAll(calls: readonly BadCall[]): Promise<CaseReport[]> {
  const { api, web } = stack();
  return Promise.all(
    calls.map(async (call) => {
      const answer = await send(call.isByFront ? web : api, call);
      return {
        violations: checkAnswer(call, answer),
        happened: [
          'calls',
          call.isByFront ? 'by the front' : 'to api',
          call.family,
          call.action,
          `answered ${nameOutcome(answer)}`,
          ...(call.wanted.kind === 'valid' ? ['valid by chance'] : []),
          ...(answer.isResent ? ['sent anew'] : []),
        ],
      };
    }),
  );
}

async function attackOnce(admin: AdminSdk, seed: number, deletedToken: string): Promise<CaseReport> {
  const stage = await stageBadInput(admin);
  const calls = fc.sample(badCalls(stage, deletedToken), { seed, numRuns: bodiesPerSeed });
  const bad = calls.filter((call) => call.wanted.kind !== 'valid');
  const valid = calls.filter((call) => call.wanted.kind === 'valid');
  const [others, own] = await Promise.all([stage.readOthers(), stage.readOwn()]);
  const violations = checkExamples(stage);
  const reports = await callAll(bad);
  if ((await stage.readOwn()) !== own)
    violations.push('a refused call changed the intruder’s own hold or order');
  reports.push(...(await callAll(valid)));
  const after = await stage.readOthers();
  if (after !== others) violations.push(`something of others changed: ${others} → ${after}`);
  return {
    violations: [...violations, ...reports.flatMap((report) => report.violations)],
    happened: reports.flatMap((report) => report.happened),
  };
}

async function runBadInput({ admin, seeds, say }: ProofRun): Promise<ProofReport> {
  const gone = await createGuest();
  await admin.auth.deleteUser(gone.uid);
  const report = await runCases({ seeds, say }, seedsAtOnce, (seed) => attackOnce(admin, seed, gone.token));
  const resent = report.counts['sent anew'] ?? 0;
  if (resent > mostResent)
    report.violations.push(`seed 0: ${resent} calls were cut off and sent anew, more than ${mostResent}`);
  return report;
}

export const badInput: Proof = {
  name: 'badInput',
  claim:
    'whatever an action is sent, it answers a code of the closed list and the field, never a 500, and changes nothing',
  allSeeds: () => seedsTo(bodies / bodiesPerSeed),
  run: runBadInput,
};
