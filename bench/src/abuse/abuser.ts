import { ABUSES } from './abuses.ts';

/** A process of its own: the abuse must not slow down the clock of the quiet tenant. Arguments: name, port, token. */
const [name = '', port, token = ''] = process.argv.slice(2);
await ABUSES[name]?.start({ port: Number(port), token });
