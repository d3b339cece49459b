/**
 * Signs a webhook as Stripe does: `t=<seconds>,v1=<HMAC-SHA256 of "<t>.<body>">`. Apart from delivery so that a test can hold
 * it against the SDK's own check. No IO.
 */
import { createHmac } from 'node:crypto';

export function signWebhook(body: string, secret: string, atSeconds: number): string {
  const signature = createHmac('sha256', secret).update(`${atSeconds}.${body}`).digest('hex');
  return `t=${atSeconds},v1=${signature}`;
}
