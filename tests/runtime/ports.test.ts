import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort, listenPort } from '../../server/runtime/index.ts';

const host = '127.0.0.1';
const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});
async function listen(want: { explicit?: number; preferred: number }): Promise<number> {
  const server = createServer();
  open.push(server);
  return listenPort(server, { host, ...want });
}

describe('the port to listen on', () => {
  it('is the preferred one when it is free', async () => {
    const preferred = await freePort();
    expect(await listen({ preferred })).toBe(preferred);
  });

  it('moves on from a preferred one that is taken', async () => {
    const preferred = await listen({ preferred: await freePort() });
    expect(await listen({ preferred })).toBeGreaterThan(preferred);
  });

  it('is never another one than was asked for', async () => {
    const explicit = await listen({ preferred: await freePort() });
    const error = { code: 'port-taken', message: expect.stringContaining(`Port ${explicit} is taken`) };
    await expect(listen({ explicit, preferred: 4680 })).rejects.toMatchObject(error);
  });

  it('may not be asked for at an address that is not here', async () => {
    const elsewhere = listenPort(createServer(), { host: '192.0.2.1', preferred: 4680 });
    await expect(elsewhere).rejects.toMatchObject({ code: 'bad-setting' });
  });
});
