import { fileFrom } from './api/files.ts';
import { call } from './api/http.ts';
import { start } from './start.tsx';
import { readAddress } from './state/address.ts';

await start({ api: call, files: fileFrom, address: readAddress(location.hash) });
