import express from 'express';
import { roomToken, TokenRole } from 'netless-token';
import { announce } from './announce.ts';

/** The usual way today: Express and the vendor's generator, without authentication. */
const ROLES = { admin: TokenRole.Admin, writer: TokenRole.Writer, reader: TokenRole.Reader };

const app = express();
app.disable('x-powered-by');
app.use(express.json());
app.post('/v5/tokens/rooms/:uuid', ({ body, params }, response) => {
  const token = roomToken('bench-ak', 'bench-sk', body.lifespan, {
    uuid: params.uuid,
    role: ROLES[body.role],
  });
  response.status(201).json(token);
});
const server = app.listen(0, '127.0.0.1', () => announce(server));
