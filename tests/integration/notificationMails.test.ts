/** What a mail of the outbox says and carries, as it came over the wire: what stands at that time, and no more. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { paths } from '@fashionista/domain/paths';
import { deliverNotification } from '../../functions/notifications/deliverNotification.ts';
import { demoTickets } from '../../functions/notifications/testing/demoRecords.ts';
import { readPdf } from '../../functions/tickets/testing/readPdf.ts';
import { openDeliveryStage } from '../support/deliveryStage.ts';
import type { Staged } from '../support/deliveryStage.ts';

const { firestore, services, stageOrder, caughtFor } = await openDeliveryStage();

describe('the mail of a paid order', () => {
  test('it is in the buyer’s language, and each QR picture scans as its ticket’s code', async () => {
    const staged = await stageOrder();
    await deliverNotification(services, staged.id);
    const [caught] = await caughtFor(staged);
    expect(caught?.subject).toBe('I tuoi biglietti: Lumière d’été');
    expect(caught?.text).toContain(`https://portal.example/it/orders/${staged.order.orderId}`);
    const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
    const pictures = (caught?.attachments ?? []).filter(({ contentType }) => contentType === 'image/png');
    const scanned = await Promise.all(
      pictures.map(async ({ content }) => {
        const [found] = await readBarcodes(new Uint8Array(content), { formats: ['QRCode'] });
        return found?.text;
      }),
    );
    expect(scanned).toEqual(demoTickets(staged.order).map(({ code }) => code));
    for (const { cid } of pictures) expect(caught?.html).toContain(`cid:${cid}`);
  });

  test('the tickets are in it on paper too, a page each', async () => {
    const staged = await stageOrder();
    await deliverNotification(services, staged.id);
    const [caught] = await caughtFor(staged);
    const papers = (caught?.attachments ?? []).filter(({ contentType }) => contentType === 'application/pdf');
    expect(papers).toMatchObject([
      { filename: 'lumiere-d-ete-biglietti.pdf', contentDisposition: 'attachment' },
    ]);
    const { pages } = await readPdf(papers[0]?.content ?? Buffer.alloc(0));
    const codes = await Promise.all(pages.map((page) => page.codes()));
    expect(codes.flat()).toEqual(demoTickets(staged.order).map(({ code }) => code));
  });
});

describe('what is mailed is what stands at that time', () => {
  const ticketsOf = ({ order }: Staged) =>
    demoTickets(order).map(({ ticketId }) => firestore.doc(paths.ticket(ticketId)));

  test('a ticket that was passed on or voided since is not sent to its former holder', async () => {
    const staged = await stageOrder();
    const [first, second] = ticketsOf(staged);
    await first?.update({ uid: 'another' });
    await second?.update({ status: 'void' });
    await deliverNotification(services, staged.id);
    const [caught] = await caughtFor(staged);
    expect(caught?.attachments.map(({ filename }) => filename)).toEqual([
      'rail-b-7.png',
      'lumiere-d-ete-biglietti.pdf',
    ]);
    const { pages } = await readPdf(caught?.attachments[1]?.content ?? Buffer.alloc(0));
    expect(await Promise.all(pages.map((page) => page.codes()))).toEqual([
      [demoTickets(staged.order)[2]?.code],
    ]);
    expect(caught?.text).not.toContain('parterre-left-a-12');
  });

  test('where none is left, no mail goes out', async () => {
    const staged = await stageOrder();
    await Promise.all(ticketsOf(staged).map((ticket) => ticket.update({ status: 'void' })));
    expect(await deliverNotification(services, staged.id)).toBe('failed');
    expect(await caughtFor(staged)).toHaveLength(0);
  });

  test('a refund says the amount of the refund', async () => {
    const staged = await stageOrder('order-refunded');
    expect(await deliverNotification(services, staged.id)).toBe('sent');
    const [caught] = await caughtFor(staged);
    expect(caught?.subject).toBe('Il tuo denaro torna indietro: Lumière d’été');
    expect(caught?.text).toContain('525,50');
    expect(caught?.attachments).toEqual([]);
  });
});
