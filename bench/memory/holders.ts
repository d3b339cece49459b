/** Buyers, in a process of their own, who hold two seats and let them go again, as often as they are told. IO: HTTP. */
import { answerParent } from '../support/child.ts';

export interface HoldersInput {
  api: string;
  eventId: string;
  tokens: string[];
  /** How often all of them hold, together. */
  holds: number;
}

export interface HoldersOutput {
  held: number;
  refusals: Record<string, number>;
}

async function holdAndRelease({ api, eventId, tokens, holds }: HoldersInput): Promise<HoldersOutput> {
  const output: HoldersOutput = { held: 0, refusals: {} };
  const call = async (token: string, action: string, body: object) => {
    const answer = await fetch(`${api}/api/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    const answered = (await answer.json()) as { holdId?: string; error?: { code: string } };
    const code = answered.error?.code;
    if (code) output.refusals[code] = (output.refusals[code] ?? 0) + 1;
    return answered.holdId;
  };
  let begun = 0;
  const buyer = async (token: string) => {
    while (begun < holds) {
      begun += 1;
      const holdId = await call(token, 'seats/hold', { eventId, quantity: 2 });
      if (holdId === undefined) continue;
      output.held += 1;
      await call(token, 'seats/release', { holdId });
    }
  };
  await Promise.all(tokens.map(buyer));
  return output;
}

answerParent(holdAndRelease);
