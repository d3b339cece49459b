/**
 * Starts the mail catcher: SMTP for the product, HTTP for whoever reads. Here the environment is read and the parts are put
 * together.
 * IO: environment, sockets; files under STATE_DIR if that is set.
 */
import { createServer } from 'node:http';
import { announceReady, listenOnLoopback, readPort, stopWhenAsked } from '../part.ts';
import { Messages } from './messages.ts';
import { createRoutes } from './routes.ts';
import { SmtpCatcher } from './smtpCatcher.ts';

const messages = new Messages(process.env['STATE_DIR'] || undefined);
await messages.load();
const catcher = new SmtpCatcher(messages);
const smtpPort = await listenOnLoopback(catcher.smtp.server, readPort('SMTP_PORT'));
const server = createServer(createRoutes(messages, catcher));
const port = await listenOnLoopback(server, readPort());
stopWhenAsked(async () => {
  server.closeAllConnections();
  await Promise.all([
    new Promise((done) => server.close(done)),
    new Promise<void>((done) => catcher.smtp.close(() => done())),
  ]);
});
announceReady('mail', `http://127.0.0.1:${port}`, { smtp: `smtp://127.0.0.1:${smtpPort}` });
