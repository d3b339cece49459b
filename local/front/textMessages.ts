/**
 * The telephone of this machine: text messages that the Auth emulator would have sent, newest first. In production a person's
 * own telephone shows them. IO: the Auth emulator.
 */
import { escapeHtml } from './escapeHtml.ts';
import { renderLocalShell } from './localShell.ts';

export const textMessagesPath = '/__/local/text-messages';

export interface TextMessage {
  phoneNumber: string;
  code: string;
}

/** What was sent and not used yet, newest first. @throws where the emulator does not answer. */
export async function readTextMessages(authOrigin: string, projectId: string): Promise<TextMessage[]> {
  const answer = await fetch(`${authOrigin}/emulator/v1/projects/${projectId}/verificationCodes`);
  if (!answer.ok) throw new Error(`The Auth emulator answered ${answer.status}.`);
  const { verificationCodes = [] } = (await answer.json()) as { verificationCodes?: TextMessage[] };
  return verificationCodes.toReversed();
}

export function renderTextMessages(messages: readonly TextMessage[]): string {
  const items = messages.map(
    ({ phoneNumber, code }) => `
        <div><dt>${escapeHtml(phoneNumber)}</dt><dd><code>${escapeHtml(code)}</code></dd></div>`,
  );
  return renderLocalShell({
    title: 'Text messages',
    main: `<h1>Text messages</h1>
      <p>Codes that this machine would have sent to a telephone, the newest first. Nothing is sent. <a class="inline" href="">Look again</a></p>
      ${items.length === 0 ? '<p>None so far: sign in with an account that has a second factor.</p>' : `<dl>${items.join('')}</dl>`}`,
  });
}
