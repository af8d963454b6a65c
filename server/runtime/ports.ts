import { createServer, type Server } from 'node:net';
import { RuntimeError } from './errors.ts';

const TRIES = 50;

/** Listens with the server itself: asking first and listening later would lose the port in between. A port that
 * was asked for and is taken is an error; the default one moves on to the next free. */
export async function listenPort(
  server: Server,
  want: { host: string; explicit?: number | undefined; preferred: number },
): Promise<number> {
  const { host, explicit, preferred } = want;
  const first = explicit ?? preferred;
  for (let port = first; port < first + TRIES && port <= 65_535; port += 1) {
    const code = await tryListen(server, host, port);
    if (code === undefined) return portOf(server);
    if (code !== 'EADDRINUSE' && code !== 'EACCES') {
      throw new RuntimeError('bad-setting', `Cannot listen on ${host}:${port} (${code}).`);
    }
    if (explicit === undefined) continue;
    throw code === 'EADDRINUSE'
      ? new RuntimeError(
          'port-taken',
          `Port ${port} is taken by another program. Choose another with --port.`,
        )
      : new RuntimeError(
          'port-forbidden',
          `This user may not listen on port ${port}. Choose one above 1023.`,
        );
  }
  throw new RuntimeError('port-taken', `No free port between ${first} and ${first + TRIES - 1}.`);
}

/** A port that is free now, for a program that cannot take port 0; `wish` if that one is. */
export async function freePort(wish?: number): Promise<number> {
  for (const port of wish ? [wish, 0] : [0]) {
    const server = createServer();
    if ((await tryListen(server, '127.0.0.1', port)) !== undefined) continue;
    const found = portOf(server);
    await new Promise((resolve) => server.close(resolve));
    return found;
  }
  throw new RuntimeError('bad-setting', 'This machine gives out no port on 127.0.0.1.');
}

/** Undefined when it listens, else the code of what went wrong. */
function tryListen(server: Server, host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message);
    server.once('error', failed);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', failed);
      resolve(undefined);
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return address.port;
}
